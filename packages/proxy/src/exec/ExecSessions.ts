/** What a session belongs to: nobody else finds it, whatever its id. */
export interface SessionKey {
  subject: string
  cluster: string
  namespace: string
  pod: string
  container: string | undefined
  id: string
}

/** The sessions that clients may come back to. */
export class ExecSessions<TSession> {
  readonly #sessions = new Map<string, TSession>()

  get(key: SessionKey): TSession | undefined {
    return this.#sessions.get(keyOf(key))
  }

  set(key: SessionKey, session: TSession): void {
    this.#sessions.set(keyOf(key), session)
  }

  delete(key: SessionKey, session: TSession): void {
    if (this.get(key) === session) this.#sessions.delete(keyOf(key))
  }
}

function keyOf({ subject, cluster, namespace, pod, container, id }: SessionKey): string {
  return JSON.stringify([subject, cluster, namespace, pod, container, id])
}
