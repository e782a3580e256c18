import { statusError, type StatusError } from '../objects/StatusError.ts'

/** A path under `/api` or `/apis` where nothing is served. */
export function unknownResource(): StatusError {
  const message = 'the server could not find the requested resource'
  return statusError(message, { code: 404, reason: 'NotFound', details: {} })
}
