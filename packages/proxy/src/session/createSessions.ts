import { randomUUID } from 'node:crypto'
import { createIdentity } from '../identity/createIdentity.ts'
import type { Identity } from '../identity/Identity.ts'
import { isProblemError, ProblemError } from '../problems/ProblemError.ts'
import { fitsCookie, readCookie, writeCookie } from './chunkedCookie.ts'
import { createRenewals } from './createRenewals.ts'
import type { Sealer } from './createSealer.ts'
import { LiveSessions } from './LiveSessions.ts'
import type { Session } from './Session.ts'

/** What the provider has said of somebody. */
export interface SignIn {
  subject: string
  groups: string[]
  expiresAt: Date
  refreshToken?: string | undefined
}

export interface SessionsOptions {
  sealer: Sealer
  teamGroupPrefix: string
  /** Longest session in seconds. */
  sessionSeconds: number
  /** Asks the provider anew. @throws ProblemError UNAUTHORIZED where it refuses, UPSTREAM_UNAVAILABLE where it is silent. */
  renew: (refreshToken: string) => Promise<SignIn>
}

export interface Sessions {
  /** Begins one. @throws ProblemError FORBIDDEN for somebody who may not have one. */
  begin(signIn: SignIn, answer: Headers): Promise<Identity>
  /** Whose request it is, renewing what is about to end. @throws ProblemError UPSTREAM_UNAVAILABLE where that can't be done now. */
  read(request: Request, answer: Headers): Promise<Identity | null>
  /** Ends one, and gives what it was. */
  end(request: Request, answer: Headers): Promise<Session | undefined>
}

const cookieName = 'catalyst-session'
const purpose = 'session'
/** A page renews its session in the last quarter of its time, and in its last minutes at most. */
const longestRenewalMs = 5 * 60_000

/** Sessions that live in cookies alone, so that every replica with the same key knows all of them. */
export function createSessions({ sealer, teamGroupPrefix, sessionSeconds, renew }: SessionsOptions): Sessions {
  const live = new LiveSessions()
  const renewals = createRenewals<Session>()

  /** Somebody whose groups and end follow what the provider says, for as long as anything is held in their name. */
  function identityOf(session: Session): Identity {
    const now = () => {
      const { until, groups } = live.currentOf(session)
      const caller = { subject: session.subject, groups, credential: 'cookie', expiresAt: new Date(until) } as const
      return createIdentity(caller, { teamGroupPrefix })
    }
    const { subject, credential, impersonate } = now()
    return {
      subject,
      credential,
      impersonate,
      get groups() {
        return now().groups
      },
      get teams() {
        return now().teams
      },
      get expiresAt() {
        return new Date(live.currentOf(session).until)
      },
    }
  }

  async function write(session: Session, answer: Headers): Promise<void> {
    const endsAt = new Date(session.refreshToken === undefined ? session.until : session.endsAt)
    const value = await sealer.seal(session, { purpose, endsAt })
    if (!fitsCookie(value))
      throw new ProblemError(
        'FORBIDDEN',
        `The sign-in names ${session.groups.length} groups, which is more than a cookie holds. Whoever runs the identity provider can leave groups out that Catalyst does not need.`,
      )
    writeCookie(answer, cookieName, { value, endsAt })
  }

  const open = async (request: Request): Promise<Session | undefined> => {
    const value = readCookie(request.headers.get('cookie'), cookieName)
    return value === undefined ? undefined : sealer.open<Session>(value, purpose)
  }

  async function renewed(old: Session, refreshToken: string): Promise<Session> {
    const signIn = await renew(refreshToken)
    if (signIn.subject !== old.subject)
      throw new ProblemError('UNAUTHORIZED', 'The provider renewed the sign-in for somebody else. Sign in again.')
    const session = toSession(signIn, { id: old.id, endsAt: old.endsAt })
    live.renewed(session)
    return session
  }

  return {
    async begin(signIn, answer) {
      const session = toSession(signIn, { id: randomUUID(), endsAt: Date.now() + sessionSeconds * 1000 })
      const identity = identityOf(session)
      await write(session, answer)
      return identity
    },
    async read(request, answer) {
      const session = await open(request)
      if (session === undefined || live.currentOf(session).until === 0) return null
      const { refreshToken } = session
      if (refreshToken === undefined || !isToRenew(session, request)) return identityOf(session)
      try {
        const next = await renewals.once(refreshToken, () => renewed(session, refreshToken))
        await write(next, answer)
        return identityOf(next)
      } catch (error) {
        if (!isProblemError(error)) throw error
        // Until the provider's word ends it holds, whatever a renewal says: another replica may have been first.
        if (Date.now() < session.until) return identityOf(session)
        if (error.code === 'UPSTREAM_UNAVAILABLE') throw error
        writeCookie(answer, cookieName, { value: '' })
        return null
      }
    },
    async end(request, answer) {
      const session = await open(request)
      if (session !== undefined) live.ended(session)
      writeCookie(answer, cookieName, { value: '' })
      return session
    },
  }
}

/**
 * Whether a request is the one to renew. A page asks for its session to that end, so other requests leave it alone for
 * longer: those that come at once to two replicas would use the refresh token twice. The answer to an upgrade carries no
 * cookies, and those of signing in and out are about another session.
 */
function isToRenew({ renewFrom, until }: Session, { headers, url }: Request): boolean {
  const { pathname } = new URL(url)
  if (headers.get('upgrade') !== null || pathname.includes('/api/v1/auth/')) return false
  return Date.now() >= (pathname.endsWith('/api/v1/session') ? renewFrom : until - (until - renewFrom) / 4)
}

function toSession(signIn: SignIn, { id, endsAt }: Pick<Session, 'id' | 'endsAt'>): Session {
  const { subject, groups, refreshToken } = signIn
  const until = Math.min(signIn.expiresAt.getTime(), endsAt)
  const renewFrom = until - Math.min((until - Date.now()) / 4, longestRenewalMs)
  return { id, subject, groups, until, renewFrom, endsAt, ...(refreshToken !== undefined && { refreshToken }) }
}
