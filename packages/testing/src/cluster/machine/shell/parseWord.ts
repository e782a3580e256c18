import { parseDollar, parseBackquotes } from './parseExpansion.ts'
import type { Parser } from './Parser.ts'
import type { Word, WordPart } from './syntax.ts'

export interface WordOptions {
  /** The value of an assignment, where `~` may follow a colon. */
  isAssignment?: boolean | undefined
  /** What ends the word besides blanks and operators; given, blanks and operators do not. */
  until?: string | undefined
  /** Inside of double quotes single quotes are plain, but not in patterns. */
  inQuotes?: boolean | undefined
}

const plain = /[^\s;&|()<>'"\\$`~]+/y
const plainUntil = /[^'"\\$`}/:~]+/y

/** The word that begins here; undefined when there is none. */
export function parseWord(parser: Parser, options: WordOptions = {}): Word | undefined {
  const { scanner } = parser
  const { until, inQuotes = false, isAssignment = false } = options
  const parts: WordPart[] = []
  const addText = (text: string, quoted: boolean) => {
    const last = parts.at(-1)
    if (last?.type === 'text' && last.quoted === quoted) parts[parts.length - 1] = { ...last, text: last.text + text }
    else parts.push({ type: 'text', text, quoted })
  }
  const begin = scanner.position

  for (;;) {
    const char = scanner.peek()
    if (scanner.isAtEnd) {
      if (until !== undefined) scanner.unterminated(`unterminated substitution`)
      break
    }
    if (until === undefined ? /[\s;&|()<>]/.test(char) : until.includes(char)) break
    if (char === '\\') {
      scanner.position += 2
      const escaped = scanner.source[scanner.position - 1]
      if (escaped === '\n') continue
      if (inQuotes && escaped !== undefined && !'$`"\\}'.includes(escaped)) addText(`\\${escaped}`, true)
      else addText(escaped ?? '\\', true)
    } else if (char === "'" && !inQuotes) {
      const end = scanner.source.indexOf("'", scanner.position + 1)
      if (end < 0) scanner.unterminated()
      addText(scanner.source.slice(scanner.position + 1, end), true)
      scanner.position = end + 1
    } else if (char === '"') {
      scanner.position += 1
      if (inQuotes) continue
      const quoted = parseQuoted(parser, '"')
      // An empty pair still makes a word.
      if (quoted.length === 0) addText('', true)
      parts.push(...quoted)
    } else if (char === '$') {
      parts.push(parseDollar(parser, { quoted: inQuotes }))
    } else if (char === '`') {
      parts.push(parseBackquotes(parser, { quoted: inQuotes }))
    } else if (char === '~' && !inQuotes && mayBeTilde(scanner.position === begin, parts, isAssignment)) {
      scanner.position += 1
      const user = scanner.take(/[A-Za-z0-9_-]*(?=[/:\s;&|()<>]|$)/y)
      if (user === undefined) addText('~', false)
      else parts.push({ type: 'tilde', user })
    } else {
      const text = scanner.take(until === undefined ? plain : plainUntil)
      if (text === undefined) scanner.position += 1
      addText(text ?? char, inQuotes)
    }
  }
  return parts.length === 0 ? undefined : { parts }
}

function mayBeTilde(isFirst: boolean, parts: readonly WordPart[], isAssignment: boolean): boolean {
  if (isFirst) return true
  const last = parts.at(-1)
  return isAssignment && last?.type === 'text' && !last.quoted && last.text.endsWith(':')
}

/** What stands in double quotes, or in a here-document (`end` empty), up to the end. */
export function parseQuoted(parser: Parser, end: '"' | ''): WordPart[] {
  const { scanner } = parser
  const parts: WordPart[] = []
  let text = ''
  const flush = () => {
    if (text !== '') parts.push({ type: 'text', text, quoted: true })
    text = ''
  }
  for (;;) {
    if (scanner.isAtEnd) {
      if (end === '"') scanner.unterminated()
      break
    }
    const char = scanner.peek()
    if (char === end) {
      scanner.position += 1
      break
    }
    if (char === '\\') {
      const next = scanner.peek(1)
      scanner.position += 2
      if (next === '\n') continue
      text += '$`\\'.includes(next) || next === end ? next : `\\${next}`
    } else if (char === '$') {
      flush()
      parts.push(parseDollar(parser, { quoted: true }))
    } else if (char === '`') {
      flush()
      parts.push(parseBackquotes(parser, { quoted: true }))
    } else {
      text += char
      scanner.position += 1
    }
  }
  flush()
  return parts
}
