/** Thrown to leave a process from inside with an exit code. */
export class ExitRequest extends Error {
  override readonly name = 'ExitRequest'
  readonly code: number

  constructor(code: number) {
    super(`exit ${code}`)
    this.code = code
  }
}
