import { bearerSubprotocolPrefix } from '@catalyst/api/exec-frames'
import { ProblemError } from '../problems/ProblemError.ts'

/**
 * The bearer token of a request: from `Authorization` (RFC 6750, 2.1), or, for an upgrade, from a subprotocol
 * `base64url.bearer.authorization.k8s.io.<token>`, which Kubernetes' own API server takes too. Never from the URL.
 *
 * @throws ProblemError UNAUTHORIZED for one that is there and can't be read: it is not passed over for a cookie.
 */
export function bearerOf({ headers }: Request): string | undefined {
  const authorization = headers.get('authorization')
  const offered = isUpgrade(headers) ? offeredTokens(headers) : []
  if (authorization === null && offered.length === 0) return undefined
  if (offered.length + (authorization === null ? 0 : 1) > 1)
    throw new ProblemError('UNAUTHORIZED', 'The request shows more than one bearer token. Send one.')
  return authorization === null ? decodeOffered(offered[0] ?? '') : readHeader(authorization)
}

function isUpgrade(headers: Headers): boolean {
  return headers.get('upgrade')?.toLowerCase() === 'websocket'
}

/** Several headers arrive as one, joined by a comma, which no token holds. */
function readHeader(authorization: string): string {
  const token = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorization)?.[1]
  if (token !== undefined) return token
  throw new ProblemError(
    'UNAUTHORIZED',
    'The Authorization header is not of the form "Bearer <token>", once. No other way of signing in is taken there.',
  )
}

function offeredTokens(headers: Headers): string[] {
  const offered = headers.get('sec-websocket-protocol')?.split(',') ?? []
  return offered.map((name) => name.trim()).filter((name) => name.startsWith(bearerSubprotocolPrefix))
}

function decodeOffered(subprotocol: string): string {
  const encoded = subprotocol.slice(bearerSubprotocolPrefix.length)
  const token = Buffer.from(encoded, 'base64url').toString()
  if (/^[\w-]+$/.test(encoded) && /^[\x21-\x7e]+$/.test(token)) return token
  throw new ProblemError('UNAUTHORIZED', 'The bearer token among the subprotocols is not base64url of a token.')
}
