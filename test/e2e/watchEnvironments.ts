import type { Environment } from '@catalyst/api'
import { createWatchCache, environments, type KubeConfig } from '@catalyst/kubernetes-client'

export interface Reference {
  namespace: string
  name: string
}

export interface EnvironmentWatch extends AsyncDisposable {
  list(): readonly Environment[]
  /** Waits until what is said of one holds: looks anew at each change, and fails with why it didn't. */
  until<TResult>(
    reference: Reference,
    check: (environment: Environment | undefined) => TResult,
    timeout?: number,
  ): Promise<TResult>
  /** The phases that one went through, one after another. */
  phasesOf(reference: Reference): readonly string[]
}

/** Follows all environments of a cluster. */
export async function watchEnvironments(kubeConfig: KubeConfig): Promise<EnvironmentWatch> {
  const cache = createWatchCache(kubeConfig, environments).start()
  const phases = new Map<string, string[]>()
  cache.subscribe((change) => {
    if (!('object' in change)) return
    const { metadata, status } = change.object
    const key = `${metadata.namespace}/${metadata.name}`
    const seen = phases.get(key) ?? []
    const phase = status?.phase ?? 'Pending'
    phases.set(key, seen.at(-1) === phase ? seen : [...seen, phase])
  })
  await cache.ready

  return {
    list: () => cache.list(),
    phasesOf: ({ namespace, name }) => phases.get(`${namespace}/${name}`) ?? [],
    until(reference, check, timeout = 60_000) {
      const { promise, resolve, reject } = Promise.withResolvers<ReturnType<typeof check>>()
      let reason: unknown
      const stop = () => {
        clearTimeout(timer)
        unsubscribe()
      }
      const look = () => {
        try {
          const result = check(cache.get(reference))
          stop()
          resolve(result)
        } catch (error) {
          reason = error
        }
      }
      const timer = setTimeout(() => {
        stop()
        const told = JSON.stringify(cache.get(reference)?.status, null, 2)
        const message = `${reference.name} did not come to it in ${timeout} ms: ${String(reason)}\n${told}`
        reject(new Error(message, { cause: reason }))
      }, timeout)
      const unsubscribe = cache.subscribe(look)
      look()
      return promise
    },
    [Symbol.asyncDispose]: () => cache[Symbol.asyncDispose](),
  }
}
