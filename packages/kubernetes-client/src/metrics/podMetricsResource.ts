import { defineResource } from '../resources/defineResource.ts'
import type { ResourceDefinition } from '../resources/ResourceDefinition.ts'

/** A PodMetrics as metrics-server answers it (https://github.com/kubernetes/metrics, v1beta1). */
export interface MeasuredPod {
  metadata: { name: string; namespace?: string | undefined }
  timestamp: string
  window: string
  containers: readonly { name: string; usage: { cpu?: string | undefined; memory?: string | undefined } }[]
}

export const podMetricsResource: ResourceDefinition<MeasuredPod, MeasuredPod> = defineResource({
  group: 'metrics.k8s.io',
  version: 'v1beta1',
  plural: 'pods',
  kind: 'PodMetrics',
  namespaced: true,
})
