import type { Command, CommandContext } from '../../processes/Command.ts'
import { commands } from '../commands.ts'
import { forEachInput, linesOf } from '../inputs.ts'
import { listenToKeys } from '../../terminal/listenToKeys.ts'

export const clear: Command = async ({ print }) => {
  await print('\x1b[H\x1b[J\x1b[3J')
  return 0
}

export const reset: Command = async ({ print, input }) => {
  if (input.terminal !== undefined)
    Object.assign(input.terminal.modes, { canonical: true, echo: true, signals: true, crToNl: true, nlToCrNl: true })
  await print('\x1bc\x1b(B\x1b[m\x1b[J\x1b[?25h')
  return 0
}

/** Pages on a terminal, with space, b, arrows and q; elsewhere all of it. */
export const less: Command = async (context) => {
  const lines: string[] = []
  const names = context.args.filter((argument) => !/^[-+]./.test(argument))
  const status = await forEachInput(context, names, async (open) => {
    for await (const batch of linesOf(context, open)) lines.push(...batch.map(({ text }) => text))
  })
  const terminal = context.task.terminal
  if (status !== 0) return status
  if (
    terminal === undefined ||
    context.task.descriptors.get(1)?.terminal === undefined ||
    lines.length < terminal.size.rows
  ) {
    await context.print(lines.map((line) => `${line}\n`).join(''))
    return 0
  }
  await page(context, lines, terminal)
  return 0
}

async function page(
  context: CommandContext,
  lines: readonly string[],
  terminal: NonNullable<CommandContext['task']['terminal']>,
): Promise<void> {
  let start = 0
  const height = () => terminal.size.rows - 1
  const draw = () => {
    const end = Math.min(start + height(), lines.length)
    const mark = end >= lines.length ? '(END)' : `-- ${Math.round((end / lines.length) * 100)}% -- space, b, q`
    return context.print(
      `\x1b[H\x1b[J${lines
        .slice(start, end)
        .map((line) => `${line.slice(0, terminal.size.columns)}\n`)
        .join('')}\x1b[7m${mark}\x1b[m`,
    )
  }
  const steps: Readonly<Record<string, () => number>> = {
    ' ': height,
    f: height,
    b: () => -height(),
    j: () => 1,
    down: () => 1,
    enter: () => 1,
    k: () => -1,
    up: () => -1,
    g: () => -Infinity,
    home: () => -Infinity,
    G: () => Infinity,
    end: () => Infinity,
  }
  await draw()
  await new Promise<void>((resolve, reject) => {
    const refuse = () => {
      keys[Symbol.dispose]()
      reject(context.signal.reason as Error)
    }
    context.signal.addEventListener('abort', refuse, { once: true })
    const keys = listenToKeys(terminal, (key, stop) => {
      if (key === 'q' || key === 'ctrl-c') {
        stop()
        context.signal.removeEventListener('abort', refuse)
        return resolve()
      }
      start = Math.max(0, Math.min(start + (steps[key]?.() ?? 0), lines.length - height()))
      void draw().catch(reject)
    })
  })
  await context.print('\x1b[2K\r')
}

/** There is no editor here; what would open one says what can be done instead. */
export const editor: Command = async (context) => {
  await context.warn(
    'there is no editor in this simulated container; write files with: cat > FILE, echo TEXT > FILE, or sed -i',
  )
  return 1
}

export const busybox: Command = async (context) => {
  const [name, ...args] = context.args
  if (name === undefined || name === '--help' || name === '--list') {
    const names = Object.keys(commands).sort()
    await context.print(
      name === '--list'
        ? `${names.join('\n')}\n`
        : `Catalyst's simulated BusyBox\n\nUsage: busybox [function [arguments]...]\n\nCurrently defined functions:\n\t${names.join(', ').replace(/(.{1,62}) /g, '$1\n\t')}\n`,
    )
    return 0
  }
  const command = commands[name]
  if (command === undefined) {
    await context.stderr.write(new TextEncoder().encode(`${name}: applet not found\n`))
    return 127
  }
  return command({
    ...context,
    name,
    args,
    argv: [name, ...args],
    warn: (message) => context.stderr.write(new TextEncoder().encode(`${name}: ${message}\n`)),
  })
}
