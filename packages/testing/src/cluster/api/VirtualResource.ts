import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { ResourceType } from '../objects/ResourceType.ts'
import type { ListFilter, ObjectRef } from './ApiOperations.ts'

/** A kind whose objects are computed when they are read and never stored, as an aggregated API server gives: usage. */
export interface VirtualResource {
  readonly type: ResourceType
  get(ref: ObjectRef): KubernetesObject | undefined
  list(filter: ListFilter): KubernetesObject[]
}
