import { parse, serialize } from 'hono/utils/cookie'
import type { Sealer } from './createSealer.ts'

/** A login that is under way: what was sent to the provider, and what its answer is compared with. */
export interface Login {
  state: string
  nonce: string
  codeVerifier: string
  redirectUri: string
  /** Own path to go to afterwards. */
  returnTo: string
}

export interface Logins {
  begin(login: Login, request: Request, answer: Headers): Promise<void>
  /** The login that a state belongs to, once; `undefined` where this browser has not begun it, or too long ago. */
  take(state: string, request: Request, answer: Headers): Promise<Login | undefined>
}

const prefix = '__Host-catalyst-login.'
const purpose = 'login'
const lifetimeSeconds = 600
/** Logins of one browser at a time: each tab has its own, and whoever begins many forgets the earlier ones. */
const maxLogins = 4

/** Lax, because the browser comes back from the provider's site with it. */
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

/** Keeps logins in cookies, one for each, so that the tabs of a browser and the replicas of a server don't meet. */
export function createLogins(sealer: Sealer): Logins {
  return {
    async begin(login, request, answer) {
      const endsAt = new Date(Date.now() + lifetimeSeconds * 1000)
      const earlier = Object.keys(parse(request.headers.get('cookie') ?? '')).filter((name) => name.startsWith(prefix))
      if (earlier.length >= maxLogins) for (const name of earlier) forget(name, answer)
      const value = await sealer.seal(login, { purpose, endsAt })
      answer.append('set-cookie', serialize(nameOf(login.state), value, { ...attributes, maxAge: lifetimeSeconds }))
    },
    async take(state, request, answer) {
      if (!/^[\w-]{20,}$/.test(state)) return undefined
      const name = nameOf(state)
      const value = parse(request.headers.get('cookie') ?? '')[name]
      if (value === undefined) return undefined
      forget(name, answer)
      const login = await sealer.open<Login>(value, purpose)
      return login?.state === state ? login : undefined
    },
  }
}

function nameOf(state: string): `__Host-${string}` {
  return `${prefix}${state.slice(0, 16)}`
}

function forget(name: string, answer: Headers): void {
  if (/^[\w.-]+$/.test(name))
    answer.append('set-cookie', serialize(name as `__Host-${string}`, '', { ...attributes, maxAge: 0 }))
}
