import type { Pod, ResourceList } from '@catalyst/api'
import type { Impersonation } from '../http/Impersonation.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { pods } from '../resources/pods.ts'
import type { ListOptions } from '../resources/ResourceClient.ts'

export interface ListPodsOptions extends ListOptions {
  impersonate?: Impersonation | undefined
}

/** Lists pods of a namespace, or of all. @throws KubernetesError, ConnectionError. */
export function listPods(kubeConfig: ClusterAccess, options: ListPodsOptions = {}): Promise<ResourceList<Pod>> {
  const { impersonate, ...listOptions } = options
  return createResourceClient(pods, { kubeConfig, impersonate }).list(listOptions)
}
