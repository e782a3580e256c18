import type { KubernetesObject, ObjectInput } from '../objects/KubernetesObject.ts'
import type { ResourceName } from '../objects/ResourceType.ts'

/**
 * The API server without HTTP: what the cluster's own controllers, and the fixtures of tests, speak to. Every call goes
 * through the same defaults, validation, admission and history as a request of a client; it is authorised for everything.
 * Refusals are `StatusError`s.
 */
export interface ApiOperations {
  get(resource: ResourceName, ref: ObjectRef): KubernetesObject | undefined
  list(resource: ResourceName, filter?: ListFilter): KubernetesObject[]
  create(resource: ResourceName, object: ObjectInput, options?: WriteOptions): Promise<KubernetesObject>
  /** With a resourceVersion in the object, a stale one is a Conflict. */
  update(resource: ResourceName, object: ObjectInput, options?: WriteOptions): Promise<KubernetesObject>
  /** A JSON merge patch, RFC 7396. */
  patch(resource: ResourceName, ref: ObjectRef, patch: object, options?: WriteOptions): Promise<KubernetesObject>
  /** Server-side apply by force: creates what is not there. */
  apply(resource: ResourceName, object: ObjectInput, options?: WriteOptions): Promise<KubernetesObject>
  delete(resource: ResourceName, ref: ObjectRef, options?: DeleteOptions): Promise<void>
  /** What is there first, as ADDED, in this call already; then every change in order, until it is disposed of. */
  watch(resource: ResourceName, listener: (change: ObjectChange) => void): Disposable
}

export interface ObjectRef {
  namespace?: string | undefined
  name: string
}

export interface ListFilter {
  namespace?: string | undefined
  labelSelector?: string | undefined
  fieldSelector?: string | undefined
}

export interface WriteOptions {
  /** `binding` lets a patch of a pod set `spec.nodeName`, `finalize` one of a namespace set `spec.finalizers`. */
  subresource?: 'status' | 'finalize' | 'binding' | 'ephemeralcontainers' | undefined
  /** Who is written into managedFields. @default 'catalyst-cluster' */
  fieldManager?: string | undefined
}

export interface DeleteOptions {
  /** 0 takes a pod away at once; what else has finalizers stays until they are gone. */
  gracePeriodSeconds?: number | undefined
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan' | undefined
  /** Deletes only the object of this uid. */
  uid?: string | undefined
}

export interface ObjectChange {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  object: KubernetesObject
  previous?: KubernetesObject | undefined
}
