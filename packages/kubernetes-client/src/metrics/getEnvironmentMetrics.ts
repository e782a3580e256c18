import type { EnvironmentMetrics, PodMetrics } from '@catalyst/api'
import { isForbidden } from '../errors/guards.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { unavailable } from './explainMissingMetrics.ts'
import { getQuota, type NamespaceQuota } from './getQuota.ts'
import { listPodMetrics, type ListPodMetricsOptions } from './listPodMetrics.ts'

/**
 * What everything in an environment's namespace uses, against the namespace's quota.
 * @throws KubernetesError, ConnectionError where pods or quotas can't be listed for another reason than rights.
 */
export async function getEnvironmentMetrics(
  kubeConfig: ClusterAccess,
  options: ListPodMetricsOptions & { namespace: string },
): Promise<EnvironmentMetrics> {
  const { namespace, impersonate, signal, timeoutMs } = options
  const [metrics, quota] = await Promise.all([
    listPodMetrics(kubeConfig, options),
    getQuota(kubeConfig, { namespace, impersonate, signal, timeoutMs }).catch(withoutQuota),
  ])
  return metrics.available ? summarizeUsage(metrics.items, { namespace, quota }) : metrics
}

/** Adds up what pods use; nothing measured yet is told apart from nothing used. */
export function summarizeUsage(
  pods: PodMetrics[],
  { namespace, quota }: { namespace: string; quota: NamespaceQuota },
): EnvironmentMetrics {
  if (pods.length === 0) return unavailable('NotYetKnown')
  const total = (resource: 'cpu' | 'memory') => {
    const usage = pods.reduce((sum, pod) => sum + pod[resource].usage, 0)
    const limit = quota[resource]?.hard
    return limit === undefined ? { usage } : { usage, quota: limit }
  }
  const timestamp = pods.map((pod) => pod.timestamp).reduce((latest, time) => (time > latest ? time : latest))
  return { available: true, namespace, timestamp, cpu: total('cpu'), memory: total('memory'), pods }
}

function withoutQuota(error: unknown): NamespaceQuota {
  if (isForbidden(error)) return {}
  throw error
}
