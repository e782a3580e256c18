import { posixPattern } from './posixPattern.ts'

export class SedError extends Error {
  override readonly name = 'SedError'
}

export type SedAddress =
  | { type: 'line'; number: number }
  | { type: 'last' }
  | { type: 'pattern'; pattern: RegExp | undefined }
  | { type: 'step'; first: number; step: number }
  | { type: 'plus'; count: number }

export interface SedCommand {
  addresses: readonly SedAddress[]
  negated: boolean
  name: string
  /** Of `s`. */
  pattern?: RegExp | undefined
  /** The replacement of `s`, the text of `a`, `i` and `c`, the file of `w`, the label of `b` and `t`, the characters of `y`. */
  text: string
  flags: { all: boolean; print: boolean; count: number; file?: string | undefined }
  target: string
  /** Where the block that begins here ends. */
  end: number
}

const none = { all: false, print: false, count: 1 }

/** Reads a script of `sed`. @throws SedError, PatternError */
export function parseSed(script: string, { extended }: { extended: boolean }): SedCommand[] {
  const commands: SedCommand[] = []
  const open: number[] = []
  let position = 0

  const peek = () => script[position] ?? ''
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position
    const found = pattern.exec(script)?.[0]
    if (found !== undefined) position += found.length
    return found
  }

  function delimited(delimiter: string): string {
    let text = ''
    let inBracket = false
    for (; position < script.length; position++) {
      const character = peek()
      if (character === '\\' && position + 1 < script.length) {
        const next = script[position + 1] ?? ''
        text +=
          next === delimiter && !inBracket
            ? delimiter === '/' || /\w/.test(delimiter)
              ? next
              : `\\${next}`
            : `\\${next}`
        if (next === delimiter && delimiter !== '/' && /[|,#@!:;%_=~]/.test(delimiter)) text = text.slice(0, -2) + next
        position += 1
        continue
      }
      if (character === '[' && !inBracket) inBracket = true
      else if (character === ']' && inBracket) inBracket = false
      if (character === delimiter && !inBracket) {
        position += 1
        return text
      }
      text += character
    }
    if (inBracket) {
      // A bracket that never ends is plain text, as it may be in a replacement.
      const end = script.indexOf(delimiter, position - text.length)
      if (end >= 0) {
        const start = position - text.length
        position = end + 1
        return script.slice(start, end)
      }
    }
    throw new SedError('unterminated address or pattern')
  }

  function replacementText(delimiter: string): string {
    let text = ''
    for (; position < script.length; position++) {
      const character = peek()
      if (character === delimiter) {
        position += 1
        return text
      }
      if (character === '\\' && position + 1 < script.length) {
        position += 1
        text += peek() === delimiter && delimiter !== '&' ? delimiter : `\\${peek()}`
      } else text += character
    }
    throw new SedError('unterminated s command')
  }

  function address(): SedAddress | undefined {
    const number = take(/\d+/y)
    if (number !== undefined) {
      const step = take(/~\d+/y)
      return step === undefined
        ? { type: 'line', number: Number(number) }
        : { type: 'step', first: Number(number), step: Number(step.slice(1)) }
    }
    if (take(/\$/y) !== undefined) return { type: 'last' }
    const plus = take(/\+\d+/y)
    if (plus !== undefined) return { type: 'plus', count: Number(plus) }
    if (peek() !== '/' && peek() !== '\\') return undefined
    if (peek() === '\\') position += 1
    const delimiter = peek()
    position += 1
    const source = delimited(delimiter)
    const ignoreCase = take(/I/y) !== undefined
    return {
      type: 'pattern',
      pattern: source === '' ? undefined : posixPattern(source, { extended, flags: ignoreCase ? 'i' : '' }),
    }
  }

  while (position < script.length) {
    if (take(/[\s;]+|#[^\n]*/y) !== undefined) continue
    const addresses: SedAddress[] = []
    const first = address()
    if (first !== undefined) {
      addresses.push(first)
      if (take(/\s*,\s*/y) !== undefined) addresses.push(address() ?? fail())
    }
    const negated = take(/\s*!\s*/y) !== undefined
    take(/\s+/y)
    const name = peek()
    position += 1
    const command: SedCommand = { addresses, negated, name, text: '', target: '', flags: none, end: 0 }
    if (name === '}') {
      const start = open.pop()
      const begun = start === undefined ? undefined : commands[start]
      if (begun === undefined) throw new SedError("unexpected '}'")
      begun.end = commands.length
      continue
    }
    if (name === '{') open.push(commands.length)
    else if (name === 's') {
      const delimiter = peek()
      position += 1
      const source = delimited(delimiter)
      command.text = replacementText(delimiter)
      const flags = take(/[gpIie0-9]*/y) ?? ''
      const file = take(/w\s*[^\n;]+/y)
        ?.slice(1)
        .trim()
      command.flags = {
        all: flags.includes('g'),
        print: flags.includes('p'),
        count: Number(/\d+/.exec(flags)?.[0] ?? 1),
        file,
      }
      if (source !== '') command.pattern = posixPattern(source, { extended, flags: /i/i.test(flags) ? 'gi' : 'g' })
    } else if (name === 'y') {
      const delimiter = peek()
      position += 1
      command.text = delimited(delimiter)
      command.target = delimited(delimiter)
      if ([...command.text].length !== [...command.target].length)
        throw new SedError('strings for y command are different lengths')
    } else if ('aic'.includes(name) && name !== '') {
      take(/[ \t]*(?:\\\n?)?[ \t]*/y)
      command.text = (take(/(?:\\[\s\S]|[^\n\\])*/y) ?? '').replace(/\\([\s\S])/g, '$1')
    } else if (':bt'.includes(name) && name !== '') {
      command.text = (take(/[^\n;}]*/y) ?? '').trim()
    } else if ('rw'.includes(name) && name !== '') {
      command.text = (take(/[^\n]*/y) ?? '').trim()
    } else if ('qQ'.includes(name) && name !== '') {
      command.text = (take(/\s*\d*/y) ?? '').trim()
    } else if (!'dDpPnNgGhHx=l'.includes(name) || name === '') {
      throw new SedError(`unsupported command ${name}`)
    }
    commands.push(command)
  }
  if (open.length > 0) throw new SedError('unmatched {')
  return commands

  function fail(): never {
    throw new SedError('unexpected ","')
  }
}
