import { deepFreeze } from '../objects/deepFreeze.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { ResourceName } from '../objects/ResourceType.ts'
import { expired } from '../objects/StatusError.ts'
import { createCollection, type Collection, keyOf } from './createCollection.ts'
import type { ObjectStore, StoreEvent } from './ObjectStore.ts'

export interface ObjectStoreOptions {
  /** How many changes of each resource are remembered. @default 10_000 */
  historyLimit?: number | undefined
}

export function createObjectStore({ historyLimit = 10_000 }: ObjectStoreOptions = {}): ObjectStore {
  const collections = new Map<ResourceName, Collection>()
  /** Changes whose listeners have not been told yet. */
  const untold: { collection: Collection; event: StoreEvent }[] = []
  let isTelling = false
  // etcd's first revision is 1, and 0 has a meaning of its own in requests.
  let revision = 1
  let compacted = 0

  function collectionOf(resource: ResourceName): Collection {
    let collection = collections.get(resource)
    if (collection === undefined) {
      collection = createCollection(historyLimit)
      collections.set(resource, collection)
    }
    return collection
  }

  function commit(collection: Collection, event: StoreEvent): void {
    collection.record(event)
    untold.push({ collection, event })
    if (isTelling) return
    isTelling = true
    for (let next = untold.shift(); next !== undefined; next = untold.shift()) next.collection.tell(next.event)
    isTelling = false
  }

  /** A frozen copy at the next revision. */
  function stamp(object: KubernetesObject): KubernetesObject {
    revision += 1
    return deepFreeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } })
  }

  function assertRemembered(collection: Collection, wanted: number): void {
    const oldest = Math.max(compacted, collection.forgotten)
    if (wanted < oldest) throw expired(`too old resource version: ${wanted} (${oldest})`)
  }

  return {
    get revision() {
      return revision
    },
    get: (resource, ref) => collections.get(resource)?.get(keyOf(ref)),
    list: (resource, namespace) => collections.get(resource)?.list(namespace) ?? [],
    listAt(resource, wanted, namespace) {
      const collection = collectionOf(resource)
      assertRemembered(collection, wanted)
      return collection.listAt(wanted, namespace)
    },
    put(resource, object) {
      const collection = collectionOf(resource)
      const previous = collection.get(keyOf(object.metadata))
      const stamped = stamp(object)
      const type = previous === undefined ? 'ADDED' : 'MODIFIED'
      commit(collection, { type, object: stamped, previous, revision })
      return stamped
    },
    remove(resource, object) {
      const collection = collectionOf(resource)
      const previous = collection.get(keyOf(object.metadata))
      const stamped = stamp(object)
      if (previous !== undefined) commit(collection, { type: 'DELETED', object: stamped, previous, revision })
      return stamped
    },
    changesSince(resource, since) {
      const collection = collectionOf(resource)
      assertRemembered(collection, since)
      return collection.changesSince(since)
    },
    subscribe: (resource, listener) => collectionOf(resource).subscribe(listener),
    compact() {
      compacted = revision
      for (const collection of collections.values()) collection.forget()
    },
  }
}
