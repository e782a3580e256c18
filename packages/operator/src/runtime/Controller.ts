import type { ResourceDefinition, WatchableObject } from '@catalyst/kubernetes-client'
import type { WorkResult } from '../work-queue/createWorkQueue.ts'
import type { BackoffOptions } from '../work-queue/backoffDelay.ts'
import type { CacheScope } from './CacheRegistry.ts'

/** Names the object that a pass is about. */
export interface Request {
  namespace: string
  name: string
}

/** Objects whose changes are a reason for a pass. */
export interface Source<T extends WatchableObject = WatchableObject> {
  resource: ResourceDefinition<T, never>
  scope?: CacheScope | undefined
  /** The objects that a change of this one concerns. */
  requestsOf: (object: T) => readonly Request[]
  /** Whether a change matters; a new or a deleted object always does. @default every change */
  predicate?: ((change: { object: T; previous: T }) => boolean) | undefined
}

/** One kind's controller: which changes concern it, and what it does about an object. */
export interface Controller {
  /** Stands in logs and metrics. */
  name: string
  sources: readonly Source[]
  /**
   * Looks at the world and brings an object nearer to what its spec asks for. It is given a name and not a change: it can
   * be called at any time, again and again, for objects that are gone as well. A rejection is retried with backoff.
   */
  reconcile: (request: Request, signal: AbortSignal) => Promise<WorkResult>
  /** Begins whatever else asks for passes, beside the sources. All of it ends with the signal. */
  begin?: ((ask: (requests: readonly Request[]) => void, signal: AbortSignal) => void) | undefined
  /** Objects worked on at the same time. @default 8 */
  concurrency?: number | undefined
  backoff?: BackoffOptions | undefined
  /** Whose objects share a turn. @default objects of one namespace */
  groupOf?: ((request: Request) => string) | undefined
}

/** Declares a source with the type of its objects; controllers hold sources of many types. */
export function watches<T extends WatchableObject, TInput>(
  resource: ResourceDefinition<T, TInput>,
  source: Omit<Source<T>, 'resource'>,
): Source {
  return { resource, ...source } as unknown as Source
}
