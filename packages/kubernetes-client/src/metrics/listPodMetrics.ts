import type { Pod, PodMetrics } from '@catalyst/api'
import { isForbidden } from '../errors/guards.ts'
import type { Impersonation } from '../http/Impersonation.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { listPods } from '../pods/listPods.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import type { CallOptions } from '../resources/ResourceClient.ts'
import { explainMissingMetrics, type MetricsUnavailable } from './explainMissingMetrics.ts'
import { podMetricsResource } from './podMetricsResource.ts'
import { toPodMetrics } from './toPodMetrics.ts'

export interface ListPodMetricsOptions extends CallOptions {
  /** @default every namespace */
  namespace?: string | undefined
  labelSelector?: string | undefined
  impersonate?: Impersonation | undefined
  /** The pods in question, where the caller has them already. @default they are listed */
  pods?: readonly Pod[] | undefined
}

/** Usage of the pods that were measured, or why there is none to tell. A pod that has just started isn't among them. */
export type PodMetricsList = { available: true; items: PodMetrics[] } | MetricsUnavailable

/**
 * What the pods of a namespace, or of all, use, joined with their requests and limits. A cluster without metrics is an answer here and
 * no error.
 * @throws KubernetesError, ConnectionError where the pods themselves can't be listed.
 */
export async function listPodMetrics(
  kubeConfig: ClusterAccess,
  options: ListPodMetricsOptions,
): Promise<PodMetricsList> {
  const { namespace, labelSelector, impersonate, signal, timeoutMs } = options
  const query = { namespace, labelSelector, signal, timeoutMs }
  const [measured, pods] = await Promise.all([
    createResourceClient(podMetricsResource, { kubeConfig, impersonate }).list(query).catch(explainMissingMetrics),
    options.pods ?? listPods(kubeConfig, { ...query, impersonate }).then(({ items }) => items, withoutRequests),
  ])
  if ('available' in measured) return measured
  const byKey = new Map(pods.map((pod) => [keyOf(pod), pod]))
  return { available: true, items: measured.items.map((item) => toPodMetrics(item, byKey.get(keyOf(item)))) }
}

/** Who may read usage but not pods still sees usage. */
function withoutRequests(error: unknown): Pod[] {
  if (isForbidden(error)) return []
  throw error
}

function keyOf({ metadata }: { metadata: { name: string; namespace?: string | undefined } }): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}
