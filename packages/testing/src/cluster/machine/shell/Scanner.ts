import { ShellSyntaxError } from './ShellSyntaxError.ts'
import type { Redirection, Word } from './syntax.ts'

/** A here-document whose text comes after the end of this line. */
interface PendingHereDocument {
  readonly redirection: { -readonly [Key in keyof Redirection]: Redirection[Key] }
  readonly delimiter: string
  readonly isLiteral: boolean
  readonly stripTabs: boolean
}

const operators = [
  ';;',
  ';&',
  '&>>',
  '&>',
  '&&',
  '||',
  '<<<',
  '<<-',
  '<<',
  '<&',
  '<>',
  '>>',
  '>&',
  '>|',
  ';',
  '&',
  '|',
  '(',
  ')',
  '<',
  '>',
  '\n',
]
const blanks = /(?:[ \t]|\\\n)+/y
const comment = /#[^\n]*/y

/** Goes through the text of a script. */
export class Scanner {
  source: string
  position = 0
  readonly firstLine: number
  readonly parseHereDocument: (text: string, line: number) => Word
  private counted: { position: number; line: number }
  private hereDocuments: PendingHereDocument[] = []

  constructor(
    source: string,
    options: { line?: number | undefined; parseHereDocument: (text: string, line: number) => Word },
  ) {
    this.source = source
    this.firstLine = options.line ?? 1
    this.counted = { position: 0, line: this.firstLine }
    this.parseHereDocument = options.parseHereDocument
  }

  get line(): number {
    // Most questions come in order; going back happens when a parse is given up.
    if (this.position < this.counted.position) this.counted = { position: 0, line: this.firstLine }
    let { position, line } = this.counted
    for (
      let index = this.source.indexOf('\n', position);
      index >= 0 && index < this.position;
      index = this.source.indexOf('\n', position)
    ) {
      line += 1
      position = index + 1
    }
    this.counted = { position, line }
    return line
  }

  get isAtEnd(): boolean {
    return this.position >= this.source.length
  }

  peek(offset = 0): string {
    return this.source[this.position + offset] ?? ''
  }

  startsWith(text: string): boolean {
    return this.source.startsWith(text, this.position)
  }

  /** What a sticky pattern finds here; the position stays. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position
    return pattern.exec(this.source)
  }

  /** What a sticky pattern finds here, and goes past it. */
  take(pattern: RegExp): string | undefined {
    const found = this.match(pattern)?.[0]
    if (found !== undefined) this.position += found.length
    return found
  }

  skip(text: string): boolean {
    if (!this.startsWith(text)) return false
    this.position += text.length
    return true
  }

  skipBlanks(): void {
    this.take(blanks)
    this.take(comment)
  }

  operator(): string | undefined {
    this.skipBlanks()
    return operators.find((operator) => this.startsWith(operator))
  }

  takeOperator(operator: string): boolean {
    if (this.operator() !== operator) return false
    this.position += operator.length
    if (operator === '\n') this.readHereDocuments()
    return true
  }

  skipNewlines(): void {
    while (this.takeOperator('\n'));
  }

  /** An unquoted word that stands alone, such as `done`; the position stays. */
  bareWord(): string | undefined {
    this.skipBlanks()
    return this.match(/[^\s;&|()<>'"\\$`]+(?=[\s;&|()<>]|$)/y)?.[0]
  }

  fail(message: string): never {
    throw new ShellSyntaxError(message, { line: this.line })
  }

  failAtEnd(expected?: string): never {
    const message =
      expected === undefined ? 'unexpected end of file' : `unexpected end of file (expecting "${expected}")`
    throw new ShellSyntaxError(message, { line: this.line, isIncomplete: true })
  }

  unterminated(what = 'unterminated quoted string'): never {
    throw new ShellSyntaxError(what, { line: this.line, isIncomplete: true })
  }

  /** Refuses what stands here. */
  unexpected(expected?: string): never {
    const operator = this.operator()
    if (this.isAtEnd) return this.failAtEnd(expected)
    const found = operator === '\n' ? 'newline' : `"${operator ?? this.bareWord() ?? 'word'}"`
    const shown = operator === undefined && this.bareWord() === undefined ? 'word' : found
    return this.fail(`unexpected ${shown}${expected === undefined ? '' : ` (expecting "${expected}")`}`)
  }

  addHereDocument(pending: PendingHereDocument): void {
    this.hereDocuments.push(pending)
  }

  get hasPendingHereDocument(): boolean {
    return this.hereDocuments.length > 0
  }

  readHereDocuments(): void {
    for (const { redirection, delimiter, isLiteral, stripTabs } of this.hereDocuments.splice(0)) {
      const { line } = this
      let text = ''
      for (;;) {
        if (this.isAtEnd) {
          // The end of the script ends it too, but a person may still be typing.
          this.endedInHereDocument = true
          break
        }
        const end = this.source.indexOf('\n', this.position)
        const whole = this.source.slice(this.position, end < 0 ? undefined : end)
        const content = stripTabs ? whole.replace(/^\t+/, '') : whole
        this.position = end < 0 ? this.source.length : end + 1
        if (content === delimiter) break
        text += `${content}\n`
      }
      redirection.target = isLiteral
        ? { parts: [{ type: 'text', text, quoted: true }] }
        : this.parseHereDocument(text, line)
    }
  }

  endedInHereDocument = false
}
