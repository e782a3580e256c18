import type { Environment, Project } from '@catalyst/api'
import { environments, projects, type ResourceDefinition, type WatchCache } from '@catalyst/kubernetes-client'
import type { WatchCaches } from '../ProxyContext.ts'

/** A kind that is watched in the whole cluster. */
export interface WatchedKind<TObject> {
  resource: ResourceDefinition<TObject>
  cache(caches: WatchCaches, cluster: string): Promise<WatchCache<TObject>>
}

export const environmentKind: WatchedKind<Environment> = {
  resource: environments,
  cache: (caches, cluster) => caches.environments(cluster),
}

export const projectKind: WatchedKind<Project> = {
  resource: projects,
  cache: (caches, cluster) => caches.projects(cluster),
}
