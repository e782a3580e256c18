import type { ManifestObject } from '../objects/ManifestObject.ts'

/** What others need first: a pod waits for its account and its configuration, and an Ingress is of no use without the rest. */
const order = [
  'ServiceAccount',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'Service',
  'Pod',
  'Deployment',
  'StatefulSet',
  'Job',
  'CronJob',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'Ingress',
]

/** In the order in which objects are applied; those of one kind keep theirs. */
export function inOrder<T extends Pick<ManifestObject, 'kind'>>(objects: readonly T[]): T[] {
  return objects.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}
