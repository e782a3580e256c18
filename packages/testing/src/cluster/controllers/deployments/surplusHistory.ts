import type { Deployment, ReplicaSet } from '../workloads/Workload.ts'

/** The old replica sets that nobody needs to go back to any longer, once a rollout is complete. */
export function surplusHistory(
  { spec }: Deployment,
  { fresh, old }: { fresh: ReplicaSet | undefined; old: readonly ReplicaSet[] },
): ReplicaSet[] {
  const { replicas = 1, revisionHistoryLimit = 10 } = spec
  if ((fresh?.status?.availableReplicas ?? 0) < replicas) return []
  const unused = old.filter(
    ({ spec, status, metadata }) =>
      (spec.replicas ?? 0) === 0 && (status?.replicas ?? 0) === 0 && metadata.deletionTimestamp === undefined,
  )
  return unused.slice(0, Math.max(unused.length - revisionHistoryLimit, 0))
}
