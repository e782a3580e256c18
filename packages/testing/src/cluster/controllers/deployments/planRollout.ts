import type { Deployment, ReplicaSet } from '../workloads/Workload.ts'

/** How many pods a replica set is to have from now on. */
export interface Scaling {
  readonly replicaSet: ReplicaSet
  readonly replicas: number
}

interface Limits {
  readonly maxSurge: number
  readonly maxUnavailable: number
}

/** How many pods there may be too many, and too few, during a rollout. */
export function rolloutLimits({ spec }: Deployment): Limits {
  const { replicas = 1, strategy } = spec
  if (strategy?.type === 'Recreate') return { maxSurge: 0, maxUnavailable: 0 }
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy?.rollingUpdate ?? {}
  const surge = resolve(maxSurge, replicas, Math.ceil)
  const unavailable = resolve(maxUnavailable, replicas, Math.floor)
  // With neither it would never move.
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : Math.min(unavailable, replicas) }
}

function resolve(amount: number | string, of: number, round: (value: number) => number): number {
  return typeof amount === 'number' ? amount : round((Number.parseFloat(amount) / 100) * of)
}

const wanted = ({ spec }: ReplicaSet) => spec.replicas ?? 1
const available = ({ status }: ReplicaSet) => status?.availableReplicas ?? 0
const sum = (replicaSets: readonly ReplicaSet[], count: (replicaSet: ReplicaSet) => number) =>
  replicaSets.reduce((total, replicaSet) => total + count(replicaSet), 0)

/** How many pods a new replica set may have now. */
export function newReplicas(deployment: Deployment, current: number, total: number): number {
  const { replicas = 1 } = deployment.spec
  if (deployment.spec.strategy?.type === 'Recreate') return replicas
  const room = replicas + rolloutLimits(deployment).maxSurge - total
  return room <= 0 ? current : current + Math.min(room, replicas - current)
}

/** The next step of a rolling update: more of the new as far as there is room, else less of the old as far as it is safe. */
export function planRollingUpdate(deployment: Deployment, fresh: ReplicaSet, old: readonly ReplicaSet[]): Scaling[] {
  const { replicas = 1 } = deployment.spec
  const total = wanted(fresh) + sum(old, wanted)
  const next = wanted(fresh) > replicas ? replicas : newReplicas(deployment, wanted(fresh), total)
  if (next !== wanted(fresh)) return [{ replicaSet: fresh, replicas: next }]

  const minAvailable = replicas - rolloutLimits(deployment).maxUnavailable
  const newUnavailable = wanted(fresh) - available(fresh)
  let removable = total - minAvailable - newUnavailable
  if (sum(old, wanted) === 0 || removable <= 0) return []
  const left = new Map(old.map((replicaSet) => [replicaSet, wanted(replicaSet)]))
  const take = (replicaSet: ReplicaSet, count: number) => {
    const has = left.get(replicaSet) ?? 0
    const taken = Math.max(Math.min(count, has, removable), 0)
    left.set(replicaSet, has - taken)
    removable -= taken
    return taken
  }
  // Those that do not work are not missed.
  for (const replicaSet of old) take(replicaSet, wanted(replicaSet) - available(replicaSet))
  let spare = available(fresh) + sum(old, available) - minAvailable
  for (const replicaSet of old) spare -= take(replicaSet, spare)
  return [...left]
    .filter(([one, count]) => count !== wanted(one))
    .map(([replicaSet, count]) => ({ replicaSet, replicas: count }))
}

/** All of the old go before any of the new come. */
export function planRecreate(
  { spec }: Deployment,
  fresh: ReplicaSet,
  { old, isRunning }: { old: readonly ReplicaSet[]; isRunning: (replicaSet: ReplicaSet) => boolean },
): Scaling[] {
  const active = old.filter((replicaSet) => wanted(replicaSet) > 0)
  if (active.length > 0) return active.map((replicaSet) => ({ replicaSet, replicas: 0 }))
  const { replicas = 1 } = spec
  return old.some(isRunning) || wanted(fresh) === replicas ? [] : [{ replicaSet: fresh, replicas }]
}
