import type { Session } from './Session.ts'

/** What is true of a session now. */
type Current = Pick<Session, 'until' | 'groups'>

interface Known extends Current {
  /** After which nothing need be remembered. */
  endsAt: number
}

/** Entries beyond which those that have ended are looked for. */
const sweepAt = 1000

/**
 * What this process has learned of sessions since their cookies were made: a stream or a shell that was opened with an
 * older cookie goes on when its page has renewed the sign-in, with the groups that the provider names now, and ends
 * when the person has signed out.
 */
export class LiveSessions {
  readonly #known = new Map<string, Known>()

  /** `until` is 0 for a session that was ended. */
  currentOf(session: Session): Current {
    const known = this.#known.get(session.id)
    return known === undefined || (known.until !== 0 && known.until < session.until) ? session : known
  }

  renewed({ id, until, groups, endsAt }: Session): void {
    if (this.#known.get(id)?.until !== 0) this.#remember(id, { until, groups, endsAt })
  }

  ended({ id, endsAt }: Session): void {
    this.#remember(id, { until: 0, groups: [], endsAt })
  }

  #remember(id: string, known: Known): void {
    if (this.#known.size >= sweepAt) {
      for (const [each, { endsAt }] of this.#known) if (endsAt <= Date.now()) this.#known.delete(each)
    }
    this.#known.set(id, known)
  }
}
