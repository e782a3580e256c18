import type { Command, CommandContext } from '../../processes/Command.ts'
import { joinPath } from '../../files/paths.ts'
import { forEachInput, linesOf } from '../inputs.ts'
import { parseOptions, type Options } from '../parseOptions.ts'
import { PatternError, posixPattern } from './posixPattern.ts'

const long = {
  'ignore-case': 'i',
  'invert-match': 'v',
  count: 'c',
  quiet: 'q',
  'line-number': 'n',
  recursive: 'r',
  'only-matching': 'o',
  color: 'K',
  colour: 'K',
  extended: 'E',
  'fixed-strings': 'F',
  after: 'A',
  before: 'B',
  context: 'C',
  'no-filename': 'h',
  'word-regexp': 'w',
  'files-with-matches': 'l',
  'extended-regexp': 'E',
}

export const grep: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'EFGivclLnqshHorRwxe:f:m:A:B:C:zaK', long })
  const operands = [...options.rest]
  const patterns = options.values('e').flatMap((text) => text.split('\n'))
  for (const name of options.values('f'))
    await forEachInput(context, [name], async (open) => {
      for await (const lines of linesOf(context, open)) patterns.push(...lines.map(({ text }) => text))
    })
  if (!options.has('e') && !options.has('f')) {
    const first = operands.shift()
    if (first === undefined) {
      await context.warn('missing pattern')
      return 2
    }
    patterns.push(...first.split('\n'))
  }
  let matcher: Matcher
  try {
    matcher = createMatcher(context, options, patterns)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    await context.warn(error.message)
    return 2
  }
  const isRecursive = options.has('r') || options.has('R')
  const names = isRecursive
    ? (operands.length === 0 ? ['.'] : operands).flatMap((name) => filesBelow(context, name))
    : operands
  const withNames = options.has('H') || (!options.has('h') && (isRecursive || names.length > 1))
  let hasMatch = false
  const silent: CommandContext = options.has('s') ? { ...context, warn: async () => undefined } : context
  const failed =
    names.length === 0 && isRecursive
      ? 0
      : await forEachInput(silent, names, async (open, name) => {
          if (hasMatch && options.has('q')) return
          const label = name === '-' ? '(standard input)' : name
          const count = await search(context, linesOf(context, open), {
            options,
            matcher,
            prefix: withNames ? `${paint(matcher, label, '35')}${paint(matcher, ':', '36')}` : '',
          })
          if (count > 0) hasMatch = true
          if (options.has('q')) return
          if (options.has('c')) await context.print(`${withNames ? `${label}:` : ''}${count}\n`)
          if ((options.has('l') && count > 0) || (options.has('L') && count === 0)) await context.print(`${label}\n`)
        })
  if (failed !== 0 && !(options.has('q') && hasMatch)) return 2
  return hasMatch ? 0 : 1
}

/** `egrep` and `fgrep`. */
export const grepWith =
  (option: string): Command =>
  (context) =>
    grep({ ...context, args: [option, ...context.args] })

interface Matcher {
  pattern: RegExp
  isInverted: boolean
  isColoured: boolean
}

function createMatcher(context: CommandContext, options: Options, patterns: readonly string[]): Matcher {
  const isTerminal = context.task.descriptors.get(1)?.terminal !== undefined
  const sources = patterns.map((pattern) =>
    options.has('F')
      ? pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
      : posixPattern(pattern, { extended: options.has('E') }).source,
  )
  const joined = sources.map((source) => `(?:${source})`).join('|')
  const whole = options.has('x')
    ? `^(?:${joined})$`
    : options.has('w')
      ? `(?<![\\p{L}\\p{N}_])(?:${joined})(?![\\p{L}\\p{N}_])`
      : joined
  const colour = options.value('K')
  return {
    pattern: new RegExp(whole.replaceAll('\\-', '\\x2d'), options.has('i') ? 'giu' : 'gu'),
    isInverted: options.has('v'),
    isColoured: colour === 'always' || ((colour === '' || colour === 'auto') && isTerminal),
  }
}

const paint = ({ isColoured }: Matcher, text: string, code: string) =>
  isColoured ? `\x1b[${code}m${text}\x1b[m` : text

interface Search {
  options: Options
  matcher: Matcher
  prefix: string
}

// The colour of the colon is an escape sequence.
// eslint-disable-next-line no-control-regex
const lastColon = /:(?=(?:\x1b\[m)?$)/

async function search(
  context: CommandContext,
  input: ReturnType<typeof linesOf>,
  { options, matcher, prefix }: Search,
): Promise<number> {
  const { pattern, isInverted } = matcher
  const after = Number(options.value('A') ?? options.value('C') ?? 0)
  const before = Number(options.value('B') ?? options.value('C') ?? 0)
  const most = options.has('m') ? Number(options.value('m')) : Infinity
  const isQuiet = ['q', 'c', 'l', 'L'].some((letter) => options.has(letter))
  const label = (number: number, mark: string) =>
    prefix.replace(lastColon, mark) +
    (options.has('n') ? `${paint(matcher, String(number), '32')}${paint(matcher, mark, '36')}` : '')
  const earlier: { text: string; number: number }[] = []
  let number = 0
  let count = 0
  let trailing = 0
  let lastShown = 0
  for await (const lines of input) {
    let output = ''
    for (const { text } of lines) {
      number += 1
      pattern.lastIndex = 0
      const matches = pattern.test(text) !== isInverted
      if (matches) {
        count += 1
        if (isQuiet) {
          if (options.has('q') || options.has('l')) return count
        } else {
          const gap = lastShown > 0 && (earlier[0]?.number ?? number) > lastShown + 1 && before + after > 0
          if (gap) output += '--\n'
          for (const line of earlier.splice(0)) output += `${label(line.number, '-')}${line.text}\n`
          output += shown(text, matcher, { onlyMatching: options.has('o'), label: label(number, ':') })
          lastShown = number
          trailing = after
        }
        if (count >= most) break
      } else if (!isQuiet && trailing > 0) {
        trailing -= 1
        lastShown = number
        output += `${label(number, '-')}${text}\n`
      } else if (before > 0) {
        earlier.push({ text, number })
        if (earlier.length > before) earlier.shift()
      }
    }
    if (output !== '') await context.print(output)
    if (count >= most) break
  }
  return count
}

function shown(
  text: string,
  matcher: Matcher,
  { onlyMatching, label }: { onlyMatching: boolean; label: string },
): string {
  matcher.pattern.lastIndex = 0
  if (matcher.isInverted) return onlyMatching ? '' : `${label}${text}\n`
  if (onlyMatching)
    return [...text.matchAll(matcher.pattern)]
      .filter(([match]) => match !== '')
      .map(([match]) => `${label}${paint(matcher, match, '1;31')}\n`)
      .join('')
  return `${label}${matcher.isColoured ? text.replace(matcher.pattern, (match) => (match === '' ? '' : paint(matcher, match, '1;31'))) : text}\n`
}

function filesBelow(context: CommandContext, name: string): string[] {
  const node = context.files.find(context.path(name))
  if (node?.type !== 'directory') return [name]
  return node.entries.names().flatMap((child) => {
    const path = joinPath(name, child)
    const inner = context.files.find(context.path(path), { follow: false })
    return inner?.type === 'link' || inner?.type === 'device' ? [] : filesBelow(context, path)
  })
}
