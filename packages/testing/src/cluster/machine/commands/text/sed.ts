import { FileError } from '../../files/FileError.ts'
import type { Command, CommandContext } from '../../processes/Command.ts'
import { toText } from '../../streams/text.ts'
import { forEachInput, linesOf, type Line } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'
import { PatternError } from './posixPattern.ts'
import { parseSed, SedError } from './parseSed.ts'
import { createSed, type SedOutput } from './runSed.ts'

export const sed: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 'nEri:e:f:sz',
    long: { quiet: 'n', 'regexp-extended': 'E', expression: 'e', 'in-place': 'i' },
  }).catch(() => undefined)
  // -i takes its suffix only when it is attached.
  const inPlace = context.args.find((argument) => /^-[nErs]*i/.test(argument))
  const parsed =
    inPlace === undefined && options !== undefined
      ? options
      : await parseOptions(
          {
            ...context,
            args: context.args
              .map((argument) => (argument === inPlace ? argument.replace(/i.*$/, '') : argument))
              .filter((argument) => argument !== '-'),
          },
          { letters: 'nEre:f:sz' },
        )
  const operands = [...parsed.rest]
  const scripts = [...parsed.values('e')]
  for (const name of parsed.values('f')) scripts.push(toText(context.files.read(context.path(name))).replace(/\n$/, ''))
  if (scripts.length === 0) {
    const first = operands.shift()
    if (first === undefined) {
      await context.warn('no script given')
      return 1
    }
    scripts.push(first)
  }
  try {
    const program = parseSed(scripts.join('\n'), { extended: parsed.has('E') || parsed.has('r') })
    const run = { quiet: parsed.has('n'), program }
    return inPlace === undefined
      ? await toOutput(context, operands, run)
      : await inFiles(context, operands, { ...run, suffix: inPlace.replace(/^-[nErs]*i/, '') })
  } catch (error) {
    if (!(error instanceof SedError) && !(error instanceof PatternError)) throw error
    await context.warn(error.message)
    return 1
  }
}

type Run = Parameters<typeof createSed>[0]

async function toOutput(context: CommandContext, names: readonly string[], run: Run): Promise<number> {
  const editor = createSed(run)
  // The last line has to be known as such, so that one is always held back.
  let held: Line | undefined
  const emit = async (output: SedOutput) => {
    if (output.text !== '') await context.print(output.text)
    for (const { path, text } of output.files) context.files.write(context.path(path), text, { append: true })
  }
  let isDone = false
  const status = await forEachInput(context, names, async (open) => {
    if (isDone) return
    for await (const lines of linesOf(context, open)) {
      const text: SedOutput = { text: '', files: [] }
      for (const line of lines) {
        if (held !== undefined) editor.feed(held, { isLast: false, output: text })
        held = line
        if (editor.exitCode !== undefined) break
      }
      await emit(text)
      if (editor.exitCode !== undefined) {
        isDone = true
        return
      }
    }
  })
  if (held !== undefined && editor.exitCode === undefined) {
    const output: SedOutput = { text: '', files: [] }
    editor.feed(held, { isLast: true, output })
    await emit(output)
  }
  return editor.exitCode ?? status
}

async function inFiles(
  context: CommandContext,
  names: readonly string[],
  { suffix, ...run }: Run & { suffix: string },
): Promise<number> {
  let status = 0
  for (const name of names) {
    try {
      const path = context.path(name)
      const before = toText(context.files.read(path))
      const editor = createSed(run)
      const lines = before.split('\n')
      const endsComplete = lines.at(-1) === ''
      if (endsComplete) lines.pop()
      const output: SedOutput = { text: '', files: [] }
      for (const [index, text] of lines.entries()) {
        const isLast = index === lines.length - 1
        if (editor.exitCode === undefined)
          editor.feed({ text, isComplete: !isLast || endsComplete }, { isLast, output })
        else output.text += `${text}\n`
      }
      if (suffix !== '') context.files.write(`${path}${suffix}`, before)
      context.files.write(path, output.text)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await context.warn(`${name}: ${error.reason}`)
      status = 1
    }
  }
  return status
}
