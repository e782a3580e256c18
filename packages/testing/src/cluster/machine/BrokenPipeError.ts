/** Nobody reads what is written. A process that does not expect it ends by SIGPIPE, as on Linux. */
export class BrokenPipeError extends Error {
  override readonly name = 'BrokenPipeError'

  constructor() {
    super('Broken pipe')
  }
}
