declare const objectType: unique symbol
declare const inputType: unique symbol

/**
 * A kind of Kubernetes object as a value that carries its types: `TObject` as the API server answers it, `TInput` as one
 * writes it.
 */
export interface ResourceDefinition<TObject = KubernetesObject, TInput = unknown> {
  /** API group; empty for the core group. */
  readonly group: string
  readonly version: string
  /** As in the paths of the API: `pods`. */
  readonly plural: string
  /** As objects name it: `Pod`. */
  readonly kind: string
  readonly namespaced: boolean
  /** Never there: it only holds the type. */
  readonly [objectType]?: TObject
  readonly [inputType]?: TInput
}

/** What every Kubernetes object has. */
export interface KubernetesObject {
  apiVersion?: string | undefined
  kind?: string | undefined
  metadata?: { name?: string | undefined; namespace?: string | undefined; [key: string]: unknown } | undefined
}
