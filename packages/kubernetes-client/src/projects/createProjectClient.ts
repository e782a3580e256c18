import type { Project } from '@catalyst/api'
import { getClusterAccess } from '../config/getClusterConfig.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { projects, type ProjectDraft } from '../resources/projects.ts'
import type { ClientOptions, ResourceClient } from '../resources/ResourceClient.ts'

export type ProjectClient = ResourceClient<Project, ProjectDraft>

/**
 * A client for Projects.
 * @throws ConnectionError where no cluster is configured, or its configuration can't be used.
 */
export async function createProjectClient(options: ClientOptions = {}): Promise<ProjectClient> {
  const kubeConfig = options.kubeConfig ?? (await getClusterAccess(options.cluster))
  return createResourceClient(projects, { ...options, kubeConfig })
}
