import type { ResourceType } from '../objects/ResourceType.ts'

/** The built-in kinds that count changes of their spec. */
const counting = new Set([
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod', 'PodDisruptionBudget'],
  ...['Ingress', 'IngressClass', 'NetworkPolicy', 'CustomResourceDefinition', 'EndpointSlice', 'PriorityClass'],
  ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
])

export function hasGeneration({ isCustom, kind }: ResourceType): boolean {
  return isCustom || counting.has(kind)
}
