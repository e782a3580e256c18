/** A regular expression of POSIX that is none. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

const classes: Readonly<Record<string, string>> = {
  alnum: '\\p{L}\\p{N}',
  alpha: '\\p{L}',
  blank: ' \\t',
  cntrl: '\\p{Cc}',
  digit: '0-9',
  graph: '!-~',
  lower: '\\p{Ll}',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\s',
  upper: '\\p{Lu}',
  xdigit: '0-9A-Fa-f',
}

const escapes: Readonly<Record<string, string>> = {
  w: '[\\p{L}\\p{N}_]',
  W: '[^\\p{L}\\p{N}_]',
  s: '\\s',
  S: '\\S',
  b: '\\b',
  B: '\\B',
  '<': '\\b(?=[\\p{L}\\p{N}_])',
  '>': '\\b(?<=[\\p{L}\\p{N}_])',
  n: '\\n',
  t: '\\t',
  r: '\\r',
}

const literal = (character: string) => (/[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character)

/**
 * A regular expression as `grep` and `sed` understand it, for JavaScript.
 * @throws PatternError
 */
export function posixPattern(
  pattern: string,
  { extended, flags = '' }: { extended: boolean; flags?: string | undefined },
): RegExp {
  const source = translate(pattern, extended)
  try {
    return new RegExp(source, `u${flags}`)
  } catch {
    throw new PatternError(`bad regex '${pattern}': Invalid regular expression`)
  }
}

function translate(pattern: string, extended: boolean): string {
  const characters = [...pattern]
  let result = ''
  let groups = 0
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? ''
    const atStart = result === '' || /(?:^|[^\\])(?:\\\\)*(?:\(|\|)$/.test(result)
    if (character === '[') {
      const bracket = translateBracket(characters, index + 1)
      if (bracket === undefined) throw new PatternError(`bad regex '${pattern}': Unmatched [, [^, [:, [., or [=`)
      result += bracket.source
      index = bracket.end
    } else if (character === '\\') {
      const next = characters[++index]
      if (next === undefined) throw new PatternError(`bad regex '${pattern}': Trailing backslash`)
      if (/[1-9]/.test(next)) result += `\\${next}(?:)`
      else if (escapes[next] !== undefined) result += escapes[next]
      else if (!extended && '(){}|+?'.includes(next)) {
        result += next
        groups += next === '(' ? 1 : next === ')' ? -1 : 0
      } else result += literal(next)
    } else if (character === '*' || (extended && (character === '+' || character === '?'))) {
      // Several in a row are one, and one at the begin is itself.
      if (atStart || (!extended && result === '^')) result += `\\${character}`
      else if (!/(?:^|[^\\])(?:\\\\)*[*+?]$/.test(result)) result += character
    } else if (extended && character === '{' && !/^\{\d*(?:,\d*)?\}/.test(characters.slice(index).join(''))) {
      result += '\\{'
    } else if (extended && '(){}|'.includes(character)) {
      groups += character === '(' ? 1 : character === ')' ? -1 : 0
      result += character === '{' && characters[index + 1] === ',' ? '{0' : character
    } else if (character === '.') {
      result += '[^\\n]'
    } else if (character === '^') {
      result += extended || atStart ? '^' : '\\^'
    } else if (character === '$') {
      const rest = characters.slice(index + 1, index + 3).join('')
      result += extended || rest === '' || rest === '\\)' || rest === '\\|' ? '$' : '\\$'
    } else {
      result += literal(character)
    }
  }
  if (groups !== 0) throw new PatternError(`bad regex '${pattern}': Unmatched ( or \\(`)
  return result
}

function translateBracket(characters: readonly string[], start: number): { source: string; end: number } | undefined {
  let index = start
  const negated = characters[index] === '^'
  if (negated) index += 1
  let source = ''
  for (let isFirst = true; index < characters.length; isFirst = false, index++) {
    const character = characters[index] ?? ''
    if (character === ']' && !isFirst) {
      return { source: `[${negated ? '^' : ''}${source}]`, end: index }
    }
    const named = /^\[:(\w+):\]/.exec(characters.slice(index, index + 12).join(''))
    const found = classes[named?.[1] ?? '']
    if (named !== null && found !== undefined) {
      source += found
      index += named[0].length - 1
    } else if (character === '-' && !isFirst && characters[index + 1] !== ']') {
      source += '-'
    } else {
      source += /[\\\][^$.*+?(){}|/-]/.test(character) ? `\\${character}` : character
    }
  }
  return undefined
}
