import type { Environment, Project } from '@catalyst/api'
import {
  environments,
  projects,
  type EnvironmentDraft,
  type ProjectDraft,
  type ResourceDefinition,
  type WatchCache,
} from '@catalyst/kubernetes-client'
import type { WatchCaches } from '../ProxyContext.ts'
import type { StoredObject } from './StoredObject.ts'

/** A kind that is watched in the whole cluster. */
export interface WatchedKind<TObject extends StoredObject, TInput> {
  resource: ResourceDefinition<TObject, TInput>
  cache(caches: WatchCaches, cluster: string): Promise<WatchCache<TObject>>
}

export const environmentKind: WatchedKind<Environment, EnvironmentDraft> = {
  resource: environments,
  cache: (caches, cluster) => caches.environments(cluster),
}

export const projectKind: WatchedKind<Project, ProjectDraft> = {
  resource: projects,
  cache: (caches, cluster) => caches.projects(cluster),
}
