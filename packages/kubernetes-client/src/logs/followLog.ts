import { setMaxListeners } from 'node:events'
import type { LogCursor, LogLine, LogStateEvent, Pod } from '@catalyst/api'
import { KubernetesError } from '../errors/KubernetesError.ts'
import { isNotFound } from '../errors/guards.ts'
import type { Impersonation } from '../http/Impersonation.ts'
import { request } from '../http/request.ts'
import { resourcePath } from '../http/resourcePath.ts'
import type { BackoffOptions } from '../internals/createBackoff.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { pods as podResource } from '../resources/pods.ts'
import { createWatchCache } from '../watch/createWatchCache.ts'
import type { WatchCache } from '../watch/WatchCache.ts'
import { LogSession } from './LogSession.ts'
import { PodDirectory, type PodSelection } from './PodDirectory.ts'

export interface FollowLogOptions {
  namespace: string
  /** One pod by name, or all that match a label selector, also those that come later. */
  pods: PodSelection
  /** @default all containers, init and ephemeral ones too */
  containers?: readonly string[] | undefined
  /** Lines of backlog per container. @default all */
  tailLines?: number | undefined
  sinceSeconds?: number | undefined
  /** RFC 3339; no line before it is given. */
  sinceTime?: string | undefined
  /** Go on with what comes. @default true */
  follow?: boolean | undefined
  /** The run before the present one of each container, and nothing after it. @default false */
  previous?: boolean | undefined
  /** Continue after what was given with this cursor; `tailLines` and `since…` then don't count. */
  cursor?: LogCursor | undefined
  impersonate?: Impersonation | undefined
  /** Ends the log; the iteration then ends without an error. */
  signal?: AbortSignal | undefined
  /** A running cache of the pods of this namespace, to be shared. @default a watch of its own */
  podCache?: WatchCache<Pod> | undefined
  /** A stream silent for longer is opened again; a busy one sooner. @default 60_000 */
  idleMs?: number | undefined
  /** How long a live line waits for older ones of other containers. @default 1000 */
  windowMs?: number | undefined
  /** Shortest time between two batches of lines. @default 50 */
  batchMs?: number | undefined
  /** Containers that are followed at once; further ones wait for their turn. @default 200 */
  maxContainers?: number | undefined
  /** Delays between attempts to reconnect. @default 100 ms growing to 30 s, full jitter */
  backoff?: BackoffOptions | undefined
}

/** Lines in order, or what became of a container's log; with the cursor to continue after it. */
export type FollowedLog = { lines: LogLine[]; cursor: LogCursor } | { state: LogStateEvent; cursor: LogCursor }

/**
 * The log of one pod or of many, merged: first what is there, in exact time order, then what comes, in order within a
 * second. It survives lost connections, log rotation and restarts, waits for containers that have not started, takes pods
 * in as they come, and says what it can't give: no line twice, none left out that the API still serves, every gap told.
 * With `follow` and a pod's name it ends when that pod can write no more, with a selector only by the signal.
 * @throws KubernetesError when the pod or container doesn't exist, or its log may not be read.
 *
 * @example
 * for await (const event of followLog(kubeConfig, { namespace: 'web', pods: { labelSelector: 'app=shop' }, tailLines: 100, signal })) {
 *   if ('lines' in event) for (const line of event.lines) print(`${line.pod}/${line.container} ${line.text}`)
 * }
 */
export async function* followLog(
  kubeConfig: ClusterAccess,
  options: FollowLogOptions,
): AsyncGenerator<FollowedLog, void, undefined> {
  const { namespace, pods, impersonate, signal, podCache, backoff } = options
  if (signal?.aborted) return
  const controller = new AbortController()
  // Each container listens to it several times, and Node 20 warns of more than ten.
  setMaxListeners(0, controller.signal)
  const abort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  const cache = podCache ?? ownCache(kubeConfig, { namespace, pods, impersonate, backoff })
  const directory = new PodDirectory(cache, namespace, pods)
  try {
    yield* untilSynced(cache, controller.signal)
    if (podCache && pods.name !== undefined)
      await catchUp(kubeConfig, podCache, { ...options, name: pods.name, signal: controller.signal })
    if (controller.signal.aborted) return
    const session = new LogSession({ kubeConfig, options, directory, signal: controller.signal })
    yield* session.run()
  } catch (error) {
    if (!controller.signal.aborted) throw error
  } finally {
    signal?.removeEventListener('abort', abort)
    controller.abort()
    directory.close()
    if (!podCache) cache.close()
  }
}

function ownCache(
  kubeConfig: ClusterAccess,
  scope: Pick<FollowLogOptions, 'namespace' | 'pods' | 'impersonate' | 'backoff'>,
): WatchCache<Pod> {
  const { namespace, pods, impersonate, backoff } = scope
  const fieldSelector = pods.name === undefined ? undefined : `metadata.name=${pods.name}`
  const { labelSelector } = pods
  return createWatchCache(kubeConfig, podResource, {
    namespace,
    labelSelector,
    fieldSelector,
    impersonate,
    backoff,
    historyLimit: 1,
  }).start()
}

/** The API server may be away at first: then it is waited for, and told. */
async function* untilSynced(cache: WatchCache<Pod>, signal: AbortSignal): AsyncGenerator<FollowedLog, void, undefined> {
  while (!cache.synced && !signal.aborted) {
    const { state, error, reason } = cache.state
    if (state === 'failed' && error) throw error
    if (cache.closed)
      throw new KubernetesError('The cache of pods was closed.', { status: 503, reason: 'ServiceUnavailable' })
    if (error) yield { state: { state: 'waiting', reason }, cursor: {} }
    await new Promise<void>((resolve) => {
      const done = () => {
        unsubscribe()
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const unsubscribe = cache.subscribe(done)
      // A cache that is closed tells nobody.
      const timer = setTimeout(done, 5000)
      signal.addEventListener('abort', done, { once: true })
      void cache.ready.then(() => cache.synced && done())
    })
  }
}

/** A shared cache may not have heard of a pod that was just made. */
async function catchUp(
  kubeConfig: ClusterAccess,
  cache: WatchCache<Pod>,
  {
    namespace,
    name,
    impersonate,
    signal,
  }: Pick<FollowLogOptions, 'namespace' | 'impersonate' | 'signal'> & { name: string },
) {
  if (cache.get({ namespace, name })) return
  const path = resourcePath(podResource, { namespace, name })
  const pod = await request<Pod>(kubeConfig, path, { impersonate, signal }).catch((error: unknown) => {
    if (isNotFound(error)) return undefined
    throw error
  })
  if (pod?.metadata.resourceVersion) await cache.waitFor(pod.metadata.resourceVersion, { signal })
}
