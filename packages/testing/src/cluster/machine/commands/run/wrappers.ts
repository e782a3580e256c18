import type { Command } from '../../processes/Command.ts'
import { toSignal } from '../../processes/signals.ts'
import { openNull } from '../../streams/openNull.ts'
import { readText } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'
import { parseDuration } from '../sleep.ts'
import { runChild, startChild } from './runChild.ts'
import { unlessAborted } from '../../streams/unlessAborted.ts'

export const env: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 'iu:0',
    stopsAtOperand: true,
    long: { 'ignore-environment': 'i', unset: 'u' },
  })
  const values: Record<string, string> = options.has('i') ? {} : { ...context.env }
  for (const name of options.values('u')) delete values[name]
  const first = options.rest.findIndex((argument) => !argument.includes('='))
  const assignments = first < 0 ? options.rest : options.rest.slice(0, first)
  for (const assignment of assignments)
    values[assignment.slice(0, assignment.indexOf('='))] = assignment.slice(assignment.indexOf('=') + 1)
  if (first >= 0) return runChild(context, options.rest.slice(first), { env: values })
  const end = options.has('0') ? '\0' : '\n'
  await context.print(
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}${end}`)
      .join(''),
  )
  return 0
}

export const printenv: Command = async (context) => {
  if (context.args.length === 0) {
    await context.print(
      Object.entries(context.env)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
    return 0
  }
  const values = context.args.map((name) => context.env[name])
  await context.print(
    values
      .filter((value) => value !== undefined)
      .map((value) => `${value}\n`)
      .join(''),
  )
  return values.includes(undefined) ? 1 : 0
}

export const timeout: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 's:k:vp',
    stopsAtOperand: true,
    long: { signal: 's', 'kill-after': 'k', 'preserve-status': 'p' },
  })
  const [duration = '', ...argv] = options.rest
  const ms = parseDuration(duration)
  const signal = toSignal(options.value('s') ?? 'TERM')
  if (ms === undefined || signal === undefined || argv.length === 0) {
    await context.warn(ms === undefined ? `invalid number '${duration}'` : 'missing operand')
    return 125
  }
  let child
  try {
    child = startChild(context, argv)
  } catch {
    await context.warn(`can't execute '${argv[0] ?? ''}': No such file or directory`)
    return 127
  }
  let isLate = false
  using _timer = context.clock.setTimer(() => {
    isLate = true
    child.deliver(signal)
  }, ms)
  const killAfter = parseDuration(options.value('k') ?? '')
  using _last =
    killAfter === undefined ? undefined : context.clock.setTimer(() => child.deliver('SIGKILL'), ms + killAfter)
  const status = await unlessAborted(child.exit, context.signal)
  return isLate && !options.has('p') ? (status === 137 ? 137 : context.name === 'timeout' ? 143 : status) : status
}

export const nohup: Command = async (context) => {
  context.task.actions.set('SIGHUP', 'ignore')
  return runChild(context, context.args)
}

/** Priorities and sessions mean nothing here. */
export const passThrough: Command = async (context) => {
  const first = context.args.findIndex((argument) => !/^-/.test(argument) && !/^-?\d+$/.test(argument))
  return first < 0 ? 0 : runChild(context, context.args.slice(first))
}

export const xargs: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: '0rtn:I:L:P:d:pi',
    stopsAtOperand: true,
    long: { null: '0', 'no-run-if-empty': 'r', 'max-args': 'n' },
  })
  const text = await readText(context, context.input)
  const command = options.rest.length === 0 ? ['echo'] : options.rest
  const replace = options.value('I') ?? (options.has('i') ? '{}' : undefined)
  const delimiter = options.has('0')
    ? '\0'
    : options.has('d')
      ? (options.value('d') ?? '').replace('\\n', '\n').replace('\\t', '\t')
      : undefined
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const words =
    delimiter !== undefined
      ? text.split(delimiter).filter((word, index, all) => word !== '' || index < all.length - 1)
      : replace !== undefined
        ? lines.map((line) => line.trim())
        : splitWords(text)
  const groups: string[][] = []
  if (replace !== undefined)
    for (const word of words) groups.push(command.map((part) => part.replaceAll(replace, word)))
  else if (options.has('L')) for (const line of lines) groups.push([...command, ...splitWords(line)])
  else {
    const size = Number(options.value('n') ?? 5000)
    for (let index = 0; index < words.length; index += size)
      groups.push([...command, ...words.slice(index, index + size)])
    if (words.length === 0 && !options.has('r')) groups.push([...command])
  }
  let status = 0
  for (const argv of groups) {
    if (options.has('t')) await context.stderr.write(new TextEncoder().encode(`${argv.join(' ')}\n`))
    const code = await runChild(context, argv, { input: openNull() })
    if (code === 127 || code === 126) return code
    if (code === 255) return 124
    if (code !== 0) status = 123
  }
  return status
}

/** Words with quotes and backslashes, as `xargs` reads them. */
function splitWords(text: string): string[] {
  const word = /(?:"[^"]*"|'[^']*'|\\[\s\S]|[^\s"'\\])+/g
  const mark = /"(?<double>[^"]*)"|'(?<single>[^']*)'|\\(?<escaped>[\s\S])/g
  return [...text.matchAll(word)].map(([found]) =>
    found.replace(mark, (...match: unknown[]) => {
      const { double, single, escaped } = match.at(-1) as Record<string, string | undefined>
      return double ?? single ?? escaped ?? ''
    }),
  )
}

export const watch: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'n:td', stopsAtOperand: true })
  const ms = (Number(options.value('n') ?? 2) || 2) * 1000
  for (;;) {
    const title = `Every ${(ms / 1000).toFixed(1)}s: ${options.rest.join(' ')}`
    const time = new Date(context.clock.now()).toISOString().replace('T', ' ').slice(0, 19)
    await context.print(`\x1b[H\x1b[J${options.has('t') ? '' : `${title.padEnd(50)} ${time}\n\n`}`)
    await runChild(context, ['sh', '-c', options.rest.join(' ')])
    await context.clock.sleep(ms, { signal: context.signal })
  }
}
