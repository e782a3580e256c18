import { parseCommand } from './parseCommand.ts'
import { parseQuoted } from './parseWord.ts'
import { parseDollar, parseBackquotes } from './parseExpansion.ts'
import { Scanner } from './Scanner.ts'
import type { Command, List, ListItem, Word, WordPart } from './syntax.ts'

export interface ParserOptions {
  /** Of the first line. @default 1 */
  line?: number | undefined
  /** What an alias stands for. */
  alias?: ((name: string) => string | undefined) | undefined
}

/** Reads a script, one complete command after the other, so that the first ones run before the last ones are understood. */
export class Parser {
  readonly scanner: Scanner
  readonly options: ParserOptions

  constructor(source: string, options: ParserOptions = {}) {
    this.options = options
    this.scanner = new Scanner(source, {
      line: options.line,
      parseHereDocument: (text, line) => ({ parts: parseQuoted(new Parser(text, { ...options, line }), '') }),
    })
  }

  /**
   * The commands of the next line that has any; undefined at the end.
   * @throws ShellSyntaxError
   */
  next(): List | undefined {
    const { scanner } = this
    scanner.skipNewlines()
    if (scanner.isAtEnd) return undefined
    const items: ListItem[] = []
    while (!scanner.isAtEnd) {
      items.push(this.item())
      if (scanner.takeOperator('\n') || (scanner.skipBlanks(), scanner.isAtEnd)) break
      if (scanner.operator() === ')' || scanner.operator() === ';;') scanner.unexpected()
    }
    if (scanner.hasPendingHereDocument) {
      scanner.endedInHereDocument = true
      scanner.readHereDocuments()
    }
    return { items }
  }

  /** The whole script. */
  all(): List {
    const items: ListItem[] = []
    for (let list = this.next(); list !== undefined; list = this.next()) items.push(...list.items)
    return { items }
  }

  /** Commands up to one of these reserved words or operators, which stays. */
  list(until: readonly string[], { mayBeEmpty = false }: { mayBeEmpty?: boolean | undefined } = {}): List {
    const { scanner } = this
    const items: ListItem[] = []
    scanner.skipNewlines()
    while (!this.isAt(until)) {
      if (scanner.isAtEnd) scanner.failAtEnd(until[0])
      items.push(this.item())
      const separated = scanner.operator() === '\n'
      scanner.skipNewlines()
      if (!separated && !this.lastWasSeparated && !this.isAt(until)) scanner.unexpected(until[0])
    }
    if (items.length === 0 && !mayBeEmpty) scanner.unexpected()
    return { items }
  }

  private lastWasSeparated = false

  isAt(until: readonly string[]): boolean {
    const operator = this.scanner.operator()
    if (operator !== undefined) return until.includes(operator)
    const word = this.scanner.bareWord()
    return word !== undefined && until.includes(word)
  }

  /** An and-or list with the `;` or `&` after it. */
  private item(): ListItem {
    const { scanner } = this
    scanner.skipBlanks()
    const start = scanner.position
    const command = this.andOr()
    const text = scanner.source.slice(start, scanner.position).trim()
    const isBackground = scanner.takeOperator('&')
    this.lastWasSeparated = isBackground || scanner.takeOperator(';')
    return { command, isBackground, text }
  }

  private andOr(): Command {
    let left = this.pipeline()
    for (;;) {
      const type = this.scanner.takeOperator('&&') ? 'and' : this.scanner.takeOperator('||') ? 'or' : undefined
      if (type === undefined) return left
      this.scanner.skipNewlines()
      left = { type, left, right: this.pipeline() }
    }
  }

  private pipeline(): Command {
    const { scanner } = this
    let negated = false
    while (scanner.bareWord() === '!') {
      scanner.skip('!')
      negated = !negated
    }
    const commands = [parseCommand(this)]
    while (scanner.takeOperator('|')) {
      scanner.skipNewlines()
      commands.push(parseCommand(this))
    }
    const [only] = commands
    return commands.length === 1 && !negated && only !== undefined ? only : { type: 'pipeline', commands, negated }
  }

  /** What stands up to `))`, past which it goes; undefined when there is none. */
  arithmetic(until = '))'): Word | undefined {
    const { scanner } = this
    const parts: WordPart[] = []
    let text = ''
    const flush = () => {
      if (text !== '') parts.push({ type: 'text', text, quoted: true })
      text = ''
    }
    for (let depth = 0; !scanner.isAtEnd;) {
      const char = scanner.peek()
      if (depth === 0 && scanner.startsWith(until)) {
        scanner.position += until.length
        flush()
        return { parts }
      }
      if (char === '(') depth += 1
      if (char === ')' && --depth < 0) return undefined
      if (char === '$' || char === '`') {
        flush()
        parts.push(char === '$' ? parseDollar(this, { quoted: true }) : parseBackquotes(this, { quoted: true }))
      } else {
        scanner.position += char === '\\' && scanner.peek(1) === '\n' ? 2 : 1
        if (char !== '"' && char !== '\\') text += char
      }
    }
    return scanner.unterminated('missing "))"')
  }
}
