import type { Command, CommandContext } from '../../processes/Command.ts'
import { forEachInput, linesOf } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'

async function allLines(
  context: CommandContext,
  names: readonly string[],
): Promise<{ lines: string[]; status: number }> {
  const lines: string[] = []
  const status = await forEachInput(context, names, async (open) => {
    for await (const batch of linesOf(context, open)) for (const { text } of batch) lines.push(text)
  })
  return { lines, status }
}

/** Lines from the last to the first. */
export const tac: Command = async (context) => {
  const { lines, status } = await allLines(context, context.args)
  if (lines.length > 0) await context.print(`${lines.reverse().join('\n')}\n`)
  return status
}

/** Every line from its last character to its first. */
export const rev: Command = async (context) =>
  forEachInput(context, context.args, async (open) => {
    for await (const batch of linesOf(context, open)) {
      await context.print(
        batch.map(({ text, isComplete }) => [...text].reverse().join('') + (isComplete ? '\n' : '')).join(''),
      )
    }
  })

export const shuf: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'n:ei:' })
  const [low, high] = (options.value('i') ?? '').split('-').map(Number)
  const lines = options.has('e')
    ? [...options.rest]
    : low !== undefined && high !== undefined
      ? Array.from({ length: high - low + 1 }, (_, index) => String(low + index))
      : (await allLines(context, options.rest)).lines
  for (let index = lines.length - 1; index > 0; index--) {
    const other = Math.floor(Math.random() * (index + 1))
    ;[lines[index], lines[other]] = [lines[other] ?? '', lines[index] ?? '']
  }
  const shown = lines.slice(0, options.has('n') ? Number(options.value('n')) : undefined)
  await context.print(shown.map((line) => `${line}\n`).join(''))
  return 0
}

export const sort: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 'nrugfbk:t:o:chszMVdi',
    long: { reverse: 'r', unique: 'u', 'numeric-sort': 'n', key: 'k' },
  })
  const { lines, status } = await allLines(context, options.rest)
  const separator = options.value('t')
  const keys = options.values('k').map(parseKey)
  const flags = ['n', 'g', 'h', 'V', 'f', 'r'].filter((letter) => options.has(letter)).join('')
  const compare = (a: string, b: string) => {
    for (const key of keys.length === 0 ? [undefined] : keys) {
      const own = key === undefined || key.flags === '' ? flags : key.flags
      const [left, right] = key === undefined ? [a, b] : [fieldsOf(a, key, separator), fieldsOf(b, key, separator)]
      const order = compareBy(left, right, own)
      if (order !== 0) return own.includes('r') ? -order : order
    }
    return 0
  }
  if (options.has('c')) {
    const wrong = lines.findIndex((line, index) => index > 0 && compare(lines[index - 1] ?? '', line) > 0)
    if (wrong >= 0) await context.warn(`${options.rest[0] ?? '-'}:${wrong + 1}: disorder: ${lines[wrong] ?? ''}`)
    return wrong >= 0 ? 1 : 0
  }
  const whole = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0) * (flags.includes('r') ? -1 : 1)
  // The end of a comparison is the whole line, unless equal ones are one.
  lines.sort((a, b) => compare(a, b) || (options.has('s') || options.has('u') ? 0 : whole(a, b)))
  const unique = options.has('u')
    ? lines.filter((line, index) => index === 0 || compare(lines[index - 1] ?? '', line) !== 0)
    : lines
  const text = unique.map((line) => `${line}\n`).join('')
  const target = options.value('o')
  if (target === undefined) await context.print(text)
  else context.files.write(context.path(target), text)
  return status
}

interface SortKey {
  from: number
  fromCharacter: number
  to: number | undefined
  flags: string
}

function parseKey(text: string): SortKey {
  const found = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/.exec(text)
  const [, from = '1', character = '1', flags = '', to, more = ''] = found ?? []
  return {
    from: Number(from),
    fromCharacter: Number(character),
    to: to === undefined ? undefined : Number(to),
    flags: (flags + more).replace('b', ''),
  }
}

function fieldsOf(line: string, { from, fromCharacter, to }: SortKey, separator: string | undefined): string {
  const fields = separator === undefined ? (line.match(/\s*\S+/g) ?? []) : line.split(separator)
  const chosen = fields.slice(from - 1, to).join(separator ?? '')
  return (separator === undefined ? chosen.trimStart() : chosen).slice(fromCharacter - 1)
}

function compareBy(a: string, b: string, flags: string): number {
  if (flags.includes('h')) return humanNumber(a) - humanNumber(b)
  if (/[ng]/.test(flags)) return (parseFloat(a) || 0) - (parseFloat(b) || 0)
  if (flags.includes('V')) return a.localeCompare(b, 'en', { numeric: true })
  const [left, right] = flags.includes('f') ? [a.toUpperCase(), b.toUpperCase()] : [a, b]
  return left < right ? -1 : left > right ? 1 : 0
}

function humanNumber(text: string): number {
  const found = /^\s*(-?[\d.]+)([KMGTP]?)/i.exec(text)
  return (
    Number(found?.[1] ?? 0) * 1024 ** 'KMGTP'.indexOf((found?.[2] ?? '').toUpperCase() || '?') ||
    Number(found?.[1] ?? 0)
  )
}

export const uniq: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'cduif:s:w:' })
  const { lines, status } = await allLines(context, options.rest.slice(0, 1))
  const skip = Number(options.value('f') ?? 0)
  const keyOf = (line: string) => {
    const rest = line.replace(new RegExp(`^(?:\\s*\\S+){0,${skip}}`), '').slice(Number(options.value('s') ?? 0))
    const cut = options.has('w') ? rest.slice(0, Number(options.value('w'))) : rest
    return options.has('i') ? cut.toLowerCase() : cut
  }
  const groups: { line: string; count: number }[] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last !== undefined && keyOf(last.line) === keyOf(line)) last.count += 1
    else groups.push({ line, count: 1 })
  }
  const shown = groups.filter(({ count }) => (options.has('d') ? count > 1 : options.has('u') ? count === 1 : true))
  await context.print(
    shown.map(({ line, count }) => `${options.has('c') ? `${String(count).padStart(7)} ` : ''}${line}\n`).join(''),
  )
  return status
}
