import type { ResourceName, ResourceType } from '../objects/ResourceType.ts'

/** The kinds that the API server serves now. */
export interface TypeRegistry {
  /** In the order in which they were added. */
  readonly all: readonly ResourceType[]
  /** Counts changes, so that what is made of all types can be kept until the next one. */
  readonly generation: number
  find(group: string, version: string, plural: string): ResourceType | undefined
  /** In the version that is preferred, which is the one of the store too. */
  byName(name: ResourceName): ResourceType | undefined
  byKind(apiVersion: string, kind: string): ResourceType | undefined
  /** Serves these, in place of what the same owner had added before. The first of several versions is preferred. */
  add(owner: string, types: readonly ResourceType[]): void
  remove(owner: string): void
}
