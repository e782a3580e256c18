import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { unauthorized } from '../objects/StatusError.ts'
import type { UserInfo } from '../objects/UserInfo.ts'

/** Knows callers by their tokens. */
export interface Authenticator {
  /** A new token for a user, good as long as `isGood` says so; without it, to the end. */
  issueToken(user: UserInfo, isGood?: () => boolean): string
  /** Whose token it is. */
  review(token: string): UserInfo | undefined
  /** @throws StatusError 401 when a token is sent that was never issued */
  authenticate(message: IncomingMessage): UserInfo
}

const anonymous: UserInfo = { name: 'system:anonymous', groups: ['system:unauthenticated'] }

export function createAuthenticator(): Authenticator {
  const users = new Map<string, { user: UserInfo; isGood: () => boolean }>()
  function review(token: string): UserInfo | undefined {
    const known = users.get(token)
    if (known === undefined || known.isGood()) return known?.user
    users.delete(token)
    return undefined
  }

  return {
    issueToken(user, isGood = () => true) {
      const token = randomBytes(32).toString('base64url')
      users.set(token, { user: { ...user, groups: withAuthenticated(user.groups) }, isGood })
      return token
    },
    review,
    authenticate({ headers }) {
      const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? []
      const sent = token ?? tokenOfProtocols(headers['sec-websocket-protocol'])
      if (sent === undefined && headers.authorization === undefined) return anonymous
      const user = sent === undefined ? undefined : review(sent)
      if (user === undefined) throw unauthorized()
      return user
    },
  }
}

/** Every caller whom a token names is in this group. */
export function withAuthenticated(groups: readonly string[]): string[] {
  return [...new Set([...groups, 'system:authenticated'])]
}

const tokenProtocol = 'base64url.bearer.authorization.k8s.io.'

/** Browsers can send a token with a WebSocket in no other way than as a protocol. */
function tokenOfProtocols(protocols: string | undefined): string | undefined {
  const found = protocols?.split(',').find((protocol) => protocol.trim().startsWith(tokenProtocol))
  return found && Buffer.from(found.trim().slice(tokenProtocol.length), 'base64url').toString()
}
