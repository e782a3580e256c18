import type { PodMetricsResult } from '@catalyst/api'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { isForbidden } from '../errors/guards.ts'
import { getPod, type GetPodOptions } from '../pods/getPod.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { explainMissingMetrics } from './explainMissingMetrics.ts'
import { podMetricsResource } from './podMetricsResource.ts'
import { toPodMetrics } from './toPodMetrics.ts'

/**
 * What a pod uses, joined with its requests and limits, or why that can't be told.
 * @throws KubernetesError where there is no such pod (see `isNotFound`); ConnectionError.
 */
export async function getPodMetrics(kubeConfig: ClusterAccess, options: GetPodOptions): Promise<PodMetricsResult> {
  const { namespace, pod: name, impersonate, signal, timeoutMs } = options
  const [measured, pod] = await Promise.all([
    createResourceClient(podMetricsResource, { kubeConfig, impersonate })
      .get({ namespace, name }, { signal, timeoutMs })
      .catch(explainMissingMetrics),
    getPod(kubeConfig, options).catch((error: unknown) => {
      // Who may read usage but not pods still sees usage.
      if (isForbidden(error)) return undefined
      throw error
    }),
  ])
  return 'available' in measured ? measured : { available: true, metrics: toPodMetrics(measured, pod) }
}
