const reasons: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  422: 'Invalid',
}

/** An answer with an error status and a `Status` as its body. */
export class StatusError extends Error {
  readonly code: number
  readonly details: object | undefined

  constructor(code: number, message: string, details?: object) {
    super(message)
    this.code = code
    this.details = details
  }

  body(): object {
    const { code, message, details } = this
    const reason = message.endsWith('already exists') ? 'AlreadyExists' : (reasons[code] ?? 'InternalError')
    return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, ...(details && { details }) }
  }
}
