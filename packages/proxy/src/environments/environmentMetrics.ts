import { parseQuantity, type EnvironmentMetrics, type PodMetrics } from '@catalyst/api'
import { createResourceClient, listPodMetrics, resourceQuotas } from '@catalyst/kubernetes-client'
import type { Caller } from '../objects/Caller.ts'

type Quotas = readonly { status?: { hard?: Record<string, string> | undefined } | undefined }[]

/** What all pods of an environment use together, beside the quota of its namespace. */
export async function environmentMetrics(caller: Caller, namespace: string): Promise<EnvironmentMetrics> {
  const { kubeConfig, impersonate, signal } = caller
  const usage = await listPodMetrics(kubeConfig, { namespace, impersonate, signal })
  if (!usage.available) return usage
  const quotas = (await createResourceClient(resourceQuotas, caller).list({ namespace, signal })).items as Quotas
  return {
    available: true,
    namespace,
    timestamp: oldest(usage.items),
    cpu: total(usage.items, quotas, 'cpu'),
    memory: total(usage.items, quotas, 'memory'),
    pods: usage.items,
  }
}

function total(
  pods: readonly PodMetrics[],
  quotas: Quotas,
  resource: 'cpu' | 'memory',
): { usage: number; quota?: number } {
  const usage = pods.reduce((sum, pod) => sum + pod[resource].usage, 0)
  const quota = tightestQuota(quotas, resource)
  return quota === undefined ? { usage } : { usage, quota }
}

/** A quota on limits bounds what can be used; one on requests only what can be reserved, so it counts where there is no other. */
function tightestQuota(quotas: Quotas, resource: 'cpu' | 'memory'): number | undefined {
  for (const key of [`limits.${resource}`, `requests.${resource}`, resource]) {
    const values = quotas.flatMap(({ status }) => status?.hard?.[key] ?? []).map(parseQuantity)
    if (values.length > 0) return Math.min(...values)
  }
  return undefined
}

/** The figures are together as old as the oldest of them. */
function oldest(pods: readonly PodMetrics[]): string {
  const times = pods.map(({ timestamp }) => timestamp).sort()
  return times[0] ?? new Date().toISOString()
}
