import type { Environment, Pod } from '@catalyst/api'
import { labels } from '@catalyst/api/labels'
import { usePods } from '../../hooks/usePods.ts'

/** Pods of the Jobs that deploy an environment, the newest first: they run in the namespace of its project. */
export function useDeployers({ metadata, status }: Environment, cluster: string | undefined): readonly Pod[] {
  const { name, namespace = '' } = metadata
  // The name of an environment is a DNS label, so it is a label's value as it is.
  const labelSelector = `catalyst.dev/job,${labels.environment}=${name}`
  const isByJob = status?.deployment?.jobName !== undefined
  const { data } = usePods({ cluster, namespace, labelSelector }, { enabled: isByJob })
  if (!isByJob || data === undefined) return []
  const ageOf = (pod: Pod) => pod.metadata.creationTimestamp ?? ''
  return [...data.items].sort((a, b) => (ageOf(a) < ageOf(b) ? 1 : -1))
}
