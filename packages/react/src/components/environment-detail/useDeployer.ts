import type { Environment, Pod } from '@catalyst/api'
import { usePods } from '../../hooks/usePods.ts'

/** The pod of the Job that deploys an environment, or did so last; such Jobs run in the namespace of its project. */
export function useDeployer({ metadata, status }: Environment, cluster: string | undefined): Pod | undefined {
  const { namespace = '' } = metadata
  const job = status?.deployment?.jobName
  const { data } = usePods(
    { cluster, namespace, labelSelector: `batch.kubernetes.io/job-name=${job}` },
    { enabled: job !== undefined },
  )
  return job === undefined ? undefined : data?.items[0]
}
