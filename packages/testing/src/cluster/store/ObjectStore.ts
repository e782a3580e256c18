import type { ObjectRef } from '../api/ApiOperations.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { ResourceName } from '../objects/ResourceType.ts'

/** One change of one object, at its revision of the whole store. */
export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  /** After the change; of a deletion the last state, with the revision of the deletion as its resourceVersion. */
  readonly object: KubernetesObject
  readonly previous?: KubernetesObject | undefined
  readonly revision: number
}

/**
 * Objects of any kind, with one history over all of them, as etcd keeps it. What it gives is frozen and shared; what it
 * is given becomes frozen. It knows no rules of kinds.
 */
export interface ObjectStore {
  /** Of the last change. */
  readonly revision: number
  get(resource: ResourceName, ref: ObjectRef): KubernetesObject | undefined
  /** In the order of namespace and name. */
  list(resource: ResourceName, namespace?: string): readonly KubernetesObject[]
  /** As `list`, of an earlier moment. @throws StatusError 410 when that is forgotten */
  listAt(resource: ResourceName, revision: number, namespace?: string): readonly KubernetesObject[]
  /** Creates or replaces; gives the object with its new resourceVersion. */
  put(resource: ResourceName, object: KubernetesObject): KubernetesObject
  /** Takes an object away and gives its last state. */
  remove(resource: ResourceName, object: KubernetesObject): KubernetesObject
  /** What changed after a revision. @throws StatusError 410 when that is forgotten */
  changesSince(resource: ResourceName, revision: number): readonly StoreEvent[]
  /** Every change from now on, in order. A listener may write; what that changes is told after this change. */
  subscribe(resource: ResourceName, listener: (event: StoreEvent) => void): Disposable
  /** Forgets the history up to now. */
  compact(): void
}
