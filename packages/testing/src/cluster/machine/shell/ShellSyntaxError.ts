/** What a shell can not understand. */
export class ShellSyntaxError extends Error {
  override readonly name = 'ShellSyntaxError'
  readonly line: number
  /** The text stopped too early: more of it may mend it. */
  readonly isIncomplete: boolean

  constructor(message: string, { line, isIncomplete = false }: { line: number; isIncomplete?: boolean | undefined }) {
    super(`syntax error: ${message}`)
    this.line = line
    this.isIncomplete = isIncomplete
  }
}
