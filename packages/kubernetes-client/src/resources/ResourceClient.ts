import type { ResourceList } from '@catalyst/api'
import type { Impersonation } from '../http/Impersonation.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'

export interface ClientOptions {
  /** @default the configured cluster of the name in `cluster` */
  kubeConfig?: ClusterAccess | undefined
  /** Name of a configured cluster. @default the default one */
  cluster?: string | undefined
  impersonate?: Impersonation | undefined
  /** Whose changes these are, in `managedFields`. @default 'catalyst' */
  fieldManager?: string | undefined
  /** How often a request is sent again that the API server put off (429 with `Retry-After`), within its time. @default 10 */
  throttleRetries?: number | undefined
}

/** Names an object; without a namespace where its kind is in none. */
export interface ResourceReference {
  namespace?: string | undefined
  name: string
}

export interface CallOptions {
  signal?: AbortSignal | undefined
  /** How long the answer may take, in ms. @default 30_000 */
  timeoutMs?: number | undefined
}

export interface WriteOptions extends CallOptions {
  /** @default that of the client */
  fieldManager?: string | undefined
  /** Checks everything and changes nothing. @default false */
  dryRun?: boolean | undefined
}

export interface CreateOptions extends WriteOptions {
  /** @default `metadata.namespace` of the object */
  namespace?: string | undefined
}

export interface ListOptions extends CallOptions {
  /** @default every namespace */
  namespace?: string | undefined
  labelSelector?: string | undefined
  fieldSelector?: string | undefined
  /** Largest number of items; `metadata.continue` of the answer then leads to the next page. @default all */
  limit?: number | undefined
  continue?: string | undefined
  /** `0` allows an old answer from the API server's cache. @default the newest */
  resourceVersion?: string | undefined
}

export interface PatchOptions extends WriteOptions {
  /** `merge`: RFC 7386; `json`: the operations of RFC 6902. @default 'merge' */
  type?: 'merge' | 'json' | undefined
  /** Such as `status`. */
  subresource?: string | undefined
}

export interface ApplyOptions extends WriteOptions {
  /** Takes over fields that others manage, instead of failing with 409. @default true */
  force?: boolean | undefined
  /** Such as `status`. */
  subresource?: string | undefined
}

export interface DeleteOptions extends CallOptions {
  /** Deletes only the object that was seen, not another that took its name. */
  preconditions?: { uid?: string | undefined; resourceVersion?: string | undefined } | undefined
  /** What becomes of the objects that it owns. @default that of its kind */
  propagationPolicy?: 'Foreground' | 'Background' | 'Orphan' | undefined
  gracePeriodSeconds?: number | undefined
  /** @default false */
  dryRun?: boolean | undefined
}

/**
 * Reads and writes objects of one kind. `managedFields` is left out of what it gives. Every method throws KubernetesError
 * where the API server refuses, ConnectionError where it does not answer, and RangeError for what can't be a name.
 */
export interface ResourceClient<TObject, TInput = TObject> {
  /** @throws KubernetesError 409 `AlreadyExists`, see `isAlreadyExists`. */
  create(object: TInput, options?: CreateOptions): Promise<TObject>
  get(reference: ResourceReference, options?: CallOptions): Promise<TObject>
  list(options?: ListOptions): Promise<ResourceList<TObject>>
  /**
   * Replaces the object; with its `metadata.resourceVersion`, which custom resources need, only what was read.
   * @throws KubernetesError 409, see `isConflict`, where somebody else was faster.
   */
  update(object: TInput, options?: WriteOptions): Promise<TObject>
  patch(reference: ResourceReference, patch: object, options?: PatchOptions): Promise<TObject>
  /**
   * Creates the object, or makes the fields that it has what they are in it: a server-side apply, which may be repeated.
   * Fields that this manager applied before and that are absent now are removed.
   * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
   */
  apply(object: TInput, options?: ApplyOptions): Promise<TObject>
  /** Replaces the status alone. */
  updateStatus(object: TInput, options?: WriteOptions): Promise<TObject>
  /** Changes the status alone; the patch is of the whole object: `{ status: … }`. */
  patchStatus(
    reference: ResourceReference,
    patch: object,
    options?: Omit<PatchOptions, 'subresource'>,
  ): Promise<TObject>
  /** Gives the object as long as it is still there, waiting for finalizers or a grace period; `undefined` when it is gone. */
  delete(reference: ResourceReference, options?: DeleteOptions): Promise<TObject | undefined>
}
