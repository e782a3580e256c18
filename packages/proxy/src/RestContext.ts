import type { Environment, Project } from '@catalyst/api'
import type { EnvironmentDraft, ProjectDraft } from '@catalyst/kubernetes-client'
import { ListBodyCache } from './lists/ListBodyCache.ts'
import { createObjectStore, type ObjectStore } from './objects/createObjectStore.ts'
import { environmentKind, projectKind } from './objects/watchedKinds.ts'
import type { ProxyContext } from './ProxyContext.ts'

/** What the modules of the REST routes share beside the context of all. */
export interface RestContext extends ProxyContext {
  environments: ObjectStore<Environment, EnvironmentDraft>
  projects: ObjectStore<Project, ProjectDraft>
  /** Serialised lists. */
  bodies: ListBodyCache
}

export function createRestContext(context: ProxyContext): RestContext {
  return {
    ...context,
    environments: createObjectStore(context, environmentKind),
    projects: createObjectStore(context, projectKind),
    bodies: new ListBodyCache(),
  }
}
