import { ConnectionError, type ConnectionErrorReason } from '../errors/ConnectionError.ts'
import { isConnectionError } from '../errors/guards.ts'

const hints: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it does not answer',
}

const certificateCode =
  /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_TLS_CERT)|^ERR_SSL_.*(?:CERTIFICATE|UNKNOWN_CA)/

/** Thrown before anything is sent. */
const malformedCode = /^(?:ERR_OSSL_|ERR_INVALID_CHAR$)/

/** Says in plain words why a connection to an API server failed; the system's own error is its cause. */
export function toConnectionError(cause: unknown, url: URL): ConnectionError {
  if (isConnectionError(cause)) return cause
  const code = codeOf(cause)
  const [reason, why] = explain(code)
  return new ConnectionError(`The API server at ${url.origin} can't be reached: ${why}.`, { reason, cause })
}

function explain(code: string): [ConnectionErrorReason, string] {
  if (certificateCode.test(code)) {
    return [
      'Untrusted',
      `its TLS certificate, or ours, was not accepted (${code}); check the certificates of the kubeconfig`,
    ]
  }
  if (malformedCode.test(code)) {
    return ['CredentialsUnavailable', `a certificate, key or token of the kubeconfig is malformed (${code})`]
  }
  const hint = hints[code]
  if (code === 'ETIMEDOUT') return ['TimedOut', `${hint} (${code})`]
  return ['Unreachable', hint === undefined ? `the connection failed${code && ` (${code})`}` : `${hint} (${code})`]
}

/** Node tries several addresses of a host, and then throws an AggregateError with the code of the first. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
