/** An answer with an error status and a `Status` as its body. */
export class StatusError extends Error {
  readonly code: number
  readonly reason: string
  readonly details: object | undefined

  constructor(code: number, reason: string, message: string, ...[details]: [object?]) {
    super(message)
    this.code = code
    this.reason = reason
    this.details = details
  }

  body(): object {
    const { code, reason, message, details } = this
    return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, ...(details && { details }) }
  }
}
