import type { Environment } from '@catalyst/api'
import { getClusterAccess } from '../config/getClusterConfig.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { environments, type EnvironmentDraft } from '../resources/environments.ts'
import type { ClientOptions, ResourceClient } from '../resources/ResourceClient.ts'

export type EnvironmentClient = ResourceClient<Environment, EnvironmentDraft>

/**
 * A client for Environments.
 * @throws ConnectionError where no cluster is configured, or its configuration can't be used.
 */
export async function createEnvironmentClient(options: ClientOptions = {}): Promise<EnvironmentClient> {
  const kubeConfig = options.kubeConfig ?? (await getClusterAccess(options.cluster))
  return createResourceClient(environments, { ...options, kubeConfig })
}
