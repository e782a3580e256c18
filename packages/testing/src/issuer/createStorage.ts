import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

export interface Storage {
  /** What the provider keeps its models with. */
  adapter: AdapterFactory
  /** Forgets all of a model. */
  clear(model: string): void
}

interface Entry {
  payload: AdapterPayload
  endsAt: number
}

/** Keeps what the provider knows, so that it outlives a provider that has to be made anew. */
export function createStorage(): Storage {
  const models = new Map<string, Map<string, Entry>>()

  function entriesOf(model: string): Map<string, Entry> {
    const entries = models.get(model) ?? new Map<string, Entry>()
    models.set(model, entries)
    return entries
  }

  function adapter(model: string): Adapter {
    const entries = entriesOf(model)
    const alive = (entry: Entry | undefined) =>
      entry !== undefined && entry.endsAt > Date.now() ? entry.payload : undefined
    const search = (matches: (payload: AdapterPayload) => boolean) =>
      alive([...entries.values()].find(({ payload }) => matches(payload)))
    return {
      upsert: async (id, payload, expiresIn = Infinity) =>
        void entries.set(id, { payload, endsAt: Date.now() + expiresIn * 1000 }),
      find: async (id) => alive(entries.get(id)),
      findByUid: async (uid) => search((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => search((payload) => payload.userCode === userCode),
      async consume(id) {
        const payload = alive(entries.get(id))
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => void entries.delete(id),
      async revokeByGrantId(grantId) {
        for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id)
      },
    }
  }

  return { adapter, clear: (model) => entriesOf(model).clear() }
}
