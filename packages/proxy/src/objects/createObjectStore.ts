import { createResourceClient, isNotFound, type WatchCache } from '@catalyst/kubernetes-client'
import type { ProxyContext } from '../ProxyContext.ts'
import type { Caller, ObjectRef } from './Caller.ts'
import { explainMissing } from './explainMissing.ts'
import type { StoredObject } from './StoredObject.ts'
import { visibleObjects, type Visible } from './visibleObjects.ts'
import type { WatchedKind } from './watchedKinds.ts'
import { WriteLedger } from './WriteLedger.ts'

export interface Listing<TObject> extends Visible<TObject> {
  /** Registered name of the cluster: the one that `-` stands for may change. */
  cluster: string
  resourceVersion: string
  /** Whether the same position stands for the same objects: it doesn't for a list that was asked upstream. */
  cached: boolean
}

export interface ListScope {
  /** @default every namespace where the caller may list */
  namespace?: string | undefined
  labelSelector?: string | undefined
}

/** Reads and writes of one watched kind, for callers with different rights. */
export interface ObjectStore<TObject, TInput> {
  /** All that the caller may see, from the watch cache where it is live. */
  list(caller: Caller, scope: ListScope): Promise<Listing<TObject>>
  /** One object, from the watch cache where it is live and holds it. @throws ProblemError NOT_FOUND that says what is missing. */
  get(caller: Caller, ref: ObjectRef): Promise<TObject>
  /** One object as the API server has it now: for what a change depends on. */
  getFresh(caller: Caller, ref: ObjectRef): Promise<TObject>
  create(caller: Caller, object: TInput): Promise<TObject>
  replace(caller: Caller, object: TInput): Promise<TObject>
  /** Creates it, or changes what is given and leaves the rest (server-side apply). */
  apply(caller: Caller, object: TInput): Promise<TObject>
  /** A JSON merge patch (RFC 7396). */
  patch(caller: Caller, ref: ObjectRef, patch: object): Promise<TObject>
  /** Answers the object as it is while it goes, or as it was. */
  delete(caller: Caller, ref: ObjectRef): Promise<TObject>
}

/** Owner of the fields that are set through the proxy. */
const fieldManager = 'catalyst-proxy'

export function createObjectStore<TObject extends StoredObject, TInput extends StoredObject>(
  context: ProxyContext,
  kind: WatchedKind<TObject, TInput>,
): ObjectStore<TObject, TInput> {
  const ledger = new WriteLedger()
  const { resource } = kind
  const { group, plural } = resource

  const clientOf = ({ kubeConfig, impersonate }: Pick<Caller, 'kubeConfig' | 'impersonate'>) =>
    createResourceClient(resource, { kubeConfig, impersonate, fieldManager })

  /** The cache, if what it shows is the present state and everything that was written here. */
  async function currentCache(cluster: string): Promise<WatchCache<TObject> | undefined> {
    const cache = await kind.cache(context.caches, cluster)
    return cache.state.state === 'live' && (await ledger.isSeenBy(cluster, cache)) ? cache : undefined
  }

  async function explained<T>(caller: Caller, ref: ObjectRef, call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      if (!isNotFound(error)) throw error
      const cache = await kind.cache(context.caches, caller.cluster)
      const { kubeConfig } = caller
      throw await explainMissing({ ...ref, kubeConfig, resource, lastSeen: cache.lastSeen(ref), cause: error })
    }
  }

  async function write(caller: Caller, ref: ObjectRef, call: () => Promise<TObject>): Promise<TObject> {
    const object = await explained(caller, ref, call)
    ledger.wrote(caller.cluster, object)
    return object
  }

  async function getFresh(caller: Caller, ref: ObjectRef): Promise<TObject> {
    return explained(caller, ref, () => clientOf(caller).get(ref, { signal: caller.signal }))
  }

  /** As the proxy itself: a caller who may list in some namespaces may not list in all of them. */
  async function listAll(caller: Caller, scope: ListScope) {
    const { cluster, kubeConfig } = caller
    const cache = await currentCache(cluster)
    if (cache?.resourceVersion !== undefined) {
      return { objects: cache.list(scope), resourceVersion: cache.resourceVersion, cached: true }
    }
    const { items, metadata } = await clientOf({ kubeConfig }).list({ ...scope, signal: caller.signal })
    return { objects: items, resourceVersion: metadata.resourceVersion, cached: false }
  }

  return {
    getFresh,

    async list(caller, { namespace, labelSelector }) {
      const review = { verb: 'list', group, resource: plural, namespace }
      if (namespace !== undefined) await context.requireAccess(caller.identity, caller.cluster, review)
      const { objects, ...position } = await listAll(caller, { namespace, labelSelector })
      const visible =
        namespace === undefined
          ? await visibleObjects(context, caller, { objects, review })
          : { objects, scope: namespace }
      return { ...visible, ...position, cluster: caller.cluster }
    },

    async get(caller, ref) {
      const cache = await currentCache(caller.cluster)
      if (cache === undefined) return getFresh(caller, ref)
      await context.requireAccess(caller.identity, caller.cluster, { verb: 'get', group, resource: plural, ...ref })
      // The cache may not have heard yet of what others wrote, so a "no" is asked for upstream.
      return cache.get(ref) ?? getFresh(caller, ref)
    },

    create: (caller, object) => write(caller, refOf(object), () => clientOf(caller).create(object)),
    replace: (caller, object) => write(caller, refOf(object), () => clientOf(caller).update(object)),
    apply: (caller, object) => write(caller, refOf(object), () => clientOf(caller).apply(object)),
    patch: (caller, ref, patch) => write(caller, ref, () => clientOf(caller).patch(ref, patch, { type: 'merge' })),

    async delete(caller, ref) {
      const before = await getFresh(caller, ref)
      const { uid } = before.metadata
      const going = await explained(caller, ref, () => clientOf(caller).delete(ref, { preconditions: { uid } }))
      if (going === undefined) ledger.deleted(caller.cluster, before)
      else ledger.wrote(caller.cluster, going)
      return going ?? before
    },
  }
}

function refOf({ metadata }: StoredObject): ObjectRef {
  return { namespace: metadata.namespace ?? '', name: metadata.name }
}
