import type { Schema } from './Schema.ts'

/** One kind that the API server serves, built in or defined by a CustomResourceDefinition. */
export interface ResourceType {
  /** Empty for the core group. */
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly singular: string
  readonly kind: string
  readonly listKind: string
  readonly namespaced: boolean
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly verbs: readonly Verb[]
  readonly hasStatus: boolean
  /** Where replicas stand, for the subresource `scale`. Paths as in CustomResourceDefinitions, such as `.spec.replicas`. */
  readonly scale?: ScalePaths | undefined
  readonly schema: Schema
  readonly columns: readonly PrinterColumn[]
  /** Fields beyond `metadata.name` and `metadata.namespace` that a field selector may name, such as `status.phase`. */
  readonly selectableFields: readonly string[]
  /** Built-in kinds take strategic merge patches elsewhere; custom ones nowhere. */
  readonly isCustom: boolean
}

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection'

export interface ScalePaths {
  readonly specReplicas: string
  readonly statusReplicas: string
  readonly labelSelector?: string | undefined
}

/** A column of a Table, https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
export interface PrinterColumn {
  readonly name: string
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date'
  readonly format?: string | undefined
  readonly description?: string | undefined
  /** 0 is always shown, more only in wide output. */
  readonly priority?: number | undefined
  /** JSONPath of a CustomResourceDefinition's column, or what computes the cell of a built-in kind. */
  readonly value: string | ((object: Readonly<Record<string, unknown>>, now: number) => unknown)
}

/** `plural` for the core group, else `plural.group`, as kubectl writes it: `pods`, `deployments.apps`. */
export type ResourceName = string
