import type { Session } from './Session.ts'

interface Known {
  /** When its latest renewal ends, in milliseconds since 1970; 0 where the person has signed out. */
  until: number
  /** After which nothing need be remembered. */
  endsAt: number
}

/** Entries beyond which those that have ended are looked for. */
const sweepAt = 1000

/**
 * What this process has learned of sessions since their cookies were made: a stream or a shell that was opened with an
 * older cookie goes on when its page has renewed the sign-in, and ends when it has signed out.
 */
export class LiveSessions {
  readonly #known = new Map<string, Known>()

  /** When a session ends, as far as is known. */
  untilOf({ id, until }: Pick<Session, 'id' | 'until'>): number {
    const known = this.#known.get(id)
    if (known === undefined) return until
    return known.until === 0 ? 0 : Math.max(known.until, until)
  }

  renewed({ id, until, endsAt }: Session): void {
    if (this.#known.get(id)?.until !== 0) this.#remember(id, { until, endsAt })
  }

  ended({ id, endsAt }: Session): void {
    this.#remember(id, { until: 0, endsAt })
  }

  #remember(id: string, known: Known): void {
    if (this.#known.size >= sweepAt) {
      for (const [each, { endsAt }] of this.#known) if (endsAt <= Date.now()) this.#known.delete(each)
    }
    this.#known.set(id, known)
  }
}
