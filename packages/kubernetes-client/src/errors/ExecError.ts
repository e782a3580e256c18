export type ExecErrorCode =
  | 'PodNotFound'
  | 'ContainerNotFound'
  | 'NotRunning'
  | 'CommandNotFound'
  | 'Forbidden'
  | 'ConnectionLost'
  | 'TimedOut'
  | 'Failed'

/** A command could not be run in a container, or its end could not be told. A command that fails by itself is no error. */
export class ExecError extends Error {
  override readonly name = 'ExecError'
  readonly code: ExecErrorCode

  constructor(message: string, { code, cause }: { code: ExecErrorCode; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
