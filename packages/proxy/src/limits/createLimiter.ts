import type { Identity } from '../identity/Identity.ts'
import type { Full } from './Places.ts'
import { Places } from './Places.ts'
import type { ProxyLimits } from './ProxyLimits.ts'
import { rateLimited } from './rateLimited.ts'
import { TokenBuckets } from './TokenBuckets.ts'

/** Places for what stays open. */
export interface Room {
  /** Whether one more may be opened, without opening it. @throws ProblemError RATE_LIMITED that names the limit. */
  admit(identity: Identity): void
  /** Takes a place. @returns what gives it back; safe to call twice. @throws as `admit` does. */
  take(identity: Identity): () => void
  /** Places that are taken now. */
  readonly taken: number
}

/** Says no when somebody asks for more than their share. */
export interface Limiter {
  /** Counts a request. @throws ProblemError RATE_LIMITED. */
  request(identity: Identity): void
  /** Counts a credential from an address that was refused. */
  signInFailed(address: string): void
  /** Whether refused credentials may go on coming from an address. @throws ProblemError RATE_LIMITED. */
  admitSignIn(address: string): void
  /** Watch streams and log follows. */
  readonly streams: Room
  /** Shells and commands. */
  readonly shells: Room
  /** Counts a shell that waits for its client; one too many ends the longest waiting. @returns what stops the counting; safe to call twice. */
  hold(end: () => void): () => void
  /** Shells that wait now. */
  readonly held: number
}

export interface LimiterOptions {
  limits: ProxyLimits
  /** Whether identities are told apart. Where nobody says who they are, one tab would take another's share. */
  perIdentity: boolean
  /** Called with the name of the limit at each refusal. */
  onLimit: (limit: keyof ProxyLimits) => void
  /** The present time in milliseconds. @default performance.now */
  now?: (() => number) | undefined
}

/** Seconds after which a place may have become free: nobody knows, so it is a polite guess. */
const retryPlaceSeconds = 5

export function createLimiter({ limits, perIdentity, onLimit, now }: LimiterOptions): Limiter {
  const requests = new TokenBuckets({ burst: limits.burst, perMinute: limits.requestsPerMinute, now })
  const failures = new TokenBuckets({
    burst: limits.failedSignInsPerMinute,
    perMinute: limits.failedSignInsPerMinute,
    now,
  })
  const waiting = new Set<() => void>()

  function refuse(limit: keyof ProxyLimits, waitMs: number): never {
    onLimit(limit)
    throw rateLimited(limit, limits[limit], Math.max(1, Math.ceil(waitMs / 1000)))
  }

  function room(names: Record<Full, 'streams' | 'streamsPerIdentity' | 'shells' | 'shellsPerIdentity'>): Room {
    const places = new Places({ perKey: limits[names.key], all: limits[names.all] })
    const keyOf = ({ subject }: Identity) => (perIdentity ? subject : undefined)
    function admit(identity: Identity): void {
      const full = places.full(keyOf(identity))
      if (full !== undefined) refuse(names[full], retryPlaceSeconds * 1000)
    }
    return {
      admit,
      take(identity) {
        admit(identity)
        return places.take(keyOf(identity))
      },
      get taken() {
        return places.taken
      },
    }
  }

  return {
    request({ subject }) {
      const waitMs = perIdentity ? requests.take(subject) : 0
      if (waitMs > 0) refuse('requestsPerMinute', waitMs)
    },
    signInFailed(address) {
      failures.take(address)
    },
    admitSignIn(address) {
      const waitMs = failures.waitOf(address)
      if (waitMs > 0) refuse('failedSignInsPerMinute', waitMs)
    },
    streams: room({ key: 'streamsPerIdentity', all: 'streams' }),
    shells: room({ key: 'shellsPerIdentity', all: 'shells' }),
    hold(end) {
      // One function may be held twice, and each holding ends by itself.
      const holding = () => end()
      waiting.add(holding)
      const [longest] = waiting
      if (waiting.size > limits.heldShells && longest !== undefined) {
        waiting.delete(longest)
        onLimit('heldShells')
        longest()
      }
      return () => void waiting.delete(holding)
    },
    get held() {
      return waiting.size
    },
  }
}
