import type { ResourceType } from '../objects/ResourceType.ts'

type Common = Omit<ResourceType, 'plural' | 'kind' | 'listKind' | 'namespaced'>

const metrics: Common = {
  ...{ group: 'metrics.k8s.io', version: 'v1beta1', singular: '', shortNames: [], categories: [] },
  verbs: ['get', 'list'],
  ...{ hasStatus: false, schema: {}, columns: [], selectableFields: [], isCustom: false },
}

export const podMetricsType: ResourceType = {
  ...metrics,
  ...{ plural: 'pods', kind: 'PodMetrics', listKind: 'PodMetricsList', namespaced: true },
}

export const nodeMetricsType: ResourceType = {
  ...metrics,
  ...{ plural: 'nodes', kind: 'NodeMetrics', listKind: 'NodeMetricsList', namespaced: false },
}
