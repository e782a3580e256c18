import type { Pod } from '@catalyst/api'
import type { Impersonation } from '../http/Impersonation.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { pods } from '../resources/pods.ts'
import type { CallOptions } from '../resources/ResourceClient.ts'

export interface GetPodOptions extends CallOptions {
  namespace: string
  pod: string
  impersonate?: Impersonation | undefined
}

/** Reads a pod. @throws KubernetesError (see `isNotFound`), ConnectionError. */
export async function getPod(kubeConfig: ClusterAccess, options: GetPodOptions): Promise<Pod> {
  const { namespace, pod, impersonate, ...callOptions } = options
  return createResourceClient(pods, { kubeConfig, impersonate }).get({ namespace, name: pod }, callOptions)
}
