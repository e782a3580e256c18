import type { Pod } from '../../nodes/Pod.ts'
import { isAvailable, isReady } from '../workloads/podState.ts'
import type { ReplicaSet } from '../workloads/Workload.ts'
import { withoutZeros } from '../workloads/writeStatus.ts'

interface Facts {
  readonly now: number
  readonly time: string
  /** Why a pod could not be made. */
  readonly failure: string | undefined
}

export function replicaSetStatus(
  { spec, metadata, status }: ReplicaSet,
  pods: readonly Pod[],
  { now, time, failure }: Facts,
): NonNullable<ReplicaSet['status']> {
  const wanted = Object.entries(spec.template.metadata?.labels ?? {})
  const isFullyLabeled = (pod: Pod) => wanted.every(([key, value]) => pod.metadata.labels?.[key] === value)
  const { minReadySeconds = 0 } = spec
  const before = status?.conditions?.find(({ type }) => type === 'ReplicaFailure')
  // The first reason stands: the name of the pod in it is another each time.
  const condition =
    failure === undefined
      ? undefined
      : (before ?? {
          ...{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' },
          ...{ message: failure, lastTransitionTime: time },
        })
  const others = status?.conditions?.filter(({ type }) => type !== 'ReplicaFailure') ?? []
  const conditions = condition === undefined ? others : [...others, condition]
  return {
    replicas: pods.length,
    ...withoutZeros({
      fullyLabeledReplicas: pods.filter(isFullyLabeled).length,
      readyReplicas: pods.filter(isReady).length,
      availableReplicas: pods.filter((pod) => isAvailable(pod, minReadySeconds, now)).length,
    }),
    ...(metadata.generation !== undefined && { observedGeneration: metadata.generation }),
    ...(conditions.length > 0 && { conditions }),
  }
}
