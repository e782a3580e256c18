import { createResourceClient, isNotFound, type WatchCache } from '@catalyst/kubernetes-client'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyContext } from '../ProxyContext.ts'
import type { Caller, ObjectRef } from './Caller.ts'
import { explainMissing } from './explainMissing.ts'
import { visibleObjects, type Visible } from './visibleObjects.ts'
import type { WatchedKind } from './watchedKinds.ts'
import { withoutManagedFields, type StoredObject } from './withoutManagedFields.ts'
import { WriteLedger } from './WriteLedger.ts'

export interface Listing<TObject> extends Visible<TObject> {
  resourceVersion: string
  /** Whether the same position stands for the same objects: it doesn't for a list that was asked upstream. */
  cached: boolean
}

/** Reads and writes of one watched kind, for callers with different rights. */
export interface ObjectStore<TObject> {
  /** All that the caller may see, from the watch cache where it is live. */
  list(caller: Caller, scope: ListScope): Promise<Listing<TObject>>
  /** One object, from the watch cache where it is live and holds it. @throws ProblemError NOT_FOUND that says what is missing. */
  get(caller: Caller, ref: ObjectRef): Promise<TObject>
  /** One object as the API server has it now: for what a change depends on. */
  getFresh(caller: Caller, ref: ObjectRef): Promise<TObject>
  create(caller: Caller, object: TObject): Promise<TObject>
  replace(caller: Caller, object: TObject): Promise<TObject>
  /** Creates it, or changes what is given and leaves the rest (server-side apply). */
  apply(caller: Caller, object: TObject): Promise<TObject>
  /** A JSON merge patch (RFC 7396). */
  patch(caller: Caller, ref: ObjectRef, patch: object): Promise<TObject>
  /** Answers the object as it is while it goes, or as it was. */
  delete(caller: Caller, ref: ObjectRef): Promise<TObject>
}

export interface ListScope {
  namespace?: string | undefined
  labelSelector?: string | undefined
}

/** Owner of the fields that are set by apply. */
export const fieldManager = 'catalyst-proxy'

export function createObjectStore<TObject extends StoredObject>(
  context: ProxyContext,
  kind: WatchedKind<TObject>,
): ObjectStore<TObject> {
  const ledger = new WriteLedger()
  const { resource } = kind

  const clientOf = ({ kubeConfig, impersonate }: Pick<Caller, 'kubeConfig' | 'impersonate'>) =>
    createResourceClient(resource, { kubeConfig, impersonate })

  /** The cache, if what it shows is the present state and everything that was written here. */
  async function currentCache(cluster: string): Promise<WatchCache<TObject> | undefined> {
    const cache = await kind.cache(context.caches, cluster)
    return cache.state.state === 'live' && (await ledger.isSeenBy(cluster, cache)) ? cache : undefined
  }

  async function explain(error: unknown, caller: Caller, ref: ObjectRef): Promise<unknown> {
    if (!isNotFound(error)) return error
    const cache = await kind.cache(context.caches, caller.cluster)
    const { kubeConfig } = caller
    return explainMissing({ ...ref, kubeConfig, resource, lastSeen: cache.lastSeen(ref), cause: error })
  }

  async function upstream(caller: Caller, ref: ObjectRef, call: () => Promise<TObject>): Promise<TObject> {
    try {
      return withoutManagedFields(await call())
    } catch (error) {
      throw await explain(error, caller, ref)
    }
  }

  async function write(caller: Caller, ref: ObjectRef, call: () => Promise<TObject>): Promise<TObject> {
    const object = await upstream(caller, ref, call)
    ledger.wrote(caller.cluster, object)
    return object
  }

  const getFresh: ObjectStore<TObject>['getFresh'] = (caller, ref) =>
    upstream(caller, ref, () => clientOf(caller).get(ref, { signal: caller.signal }))

  return {
    getFresh,

    async list(caller, { namespace, labelSelector }) {
      const review = { verb: 'list', group: resource.group, resource: resource.plural, namespace }
      if (namespace !== undefined) await context.requireAccess(caller.identity, caller.cluster, review)
      const cache = await currentCache(caller.cluster)
      const all =
        cache === undefined
          ? await listUpstream()
          : { items: cache.list({ namespace, labelSelector }), resourceVersion: cache.resourceVersion }
      const visible =
        namespace === undefined
          ? await visibleObjects(context, caller, { objects: all.items, review })
          : { objects: all.items, scope: namespace }
      return { ...visible, resourceVersion: all.resourceVersion ?? '', cached: cache !== undefined }

      // As the proxy itself: a caller who may list in some namespaces may not list in all of them.
      async function listUpstream() {
        const list = await createResourceClient(resource, { kubeConfig: caller.kubeConfig }).list({
          namespace,
          labelSelector,
          signal: caller.signal,
        })
        return { items: list.items.map(withoutManagedFields), resourceVersion: list.metadata.resourceVersion }
      }
    },

    async get(caller, ref) {
      const review = { verb: 'get', group: resource.group, resource: resource.plural, ...ref }
      const cache = await currentCache(caller.cluster)
      if (cache === undefined) return getFresh(caller, ref)
      await context.requireAccess(caller.identity, caller.cluster, review)
      // The cache may not have heard yet of what others wrote, so a "no" is asked for upstream.
      return cache.get(ref) ?? getFresh(caller, ref)
    },

    create: (caller, object) => write(caller, refOf(object), () => clientOf(caller).create(object, { fieldManager })),

    replace: (caller, object) => write(caller, refOf(object), () => clientOf(caller).update(object)),

    apply: (caller, object) =>
      write(caller, refOf(object), () => clientOf(caller).apply(object, { fieldManager, force: true })),

    patch: (caller, ref, patch) => write(caller, ref, () => clientOf(caller).patch(ref, patch, { type: 'merge' })),

    async delete(caller, ref) {
      const before = await getFresh(caller, ref)
      const { uid } = before.metadata
      if (uid === undefined) throw new ProblemError('SERVER_ERROR', 'The cluster gave an object without uid.')
      const answer = await upstream(caller, ref, async () => {
        const result = await clientOf(caller).delete(ref, { preconditions: { uid } })
        return isObject(result) ? result : before
      })
      if (answer === before) ledger.deleted(caller.cluster, before)
      else ledger.wrote(caller.cluster, answer)
      return answer
    },
  }

  /** A delete that is done at once is answered with a Status, one that waits for finalizers with the object. */
  function isObject(result: unknown): result is TObject {
    return typeof result === 'object' && result !== null && 'kind' in result && result.kind === resource.kind
  }
}

function refOf({ metadata }: StoredObject): ObjectRef {
  return { namespace: metadata.namespace ?? '', name: metadata.name }
}
