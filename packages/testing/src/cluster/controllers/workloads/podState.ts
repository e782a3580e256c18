import { hasEnded, type Pod } from '../../nodes/Pod.ts'

/** Whether it counts for its controller: it has not ended and nobody has deleted it. */
export function isActive(pod: Pod): boolean {
  return !hasEnded(pod) && pod.metadata.deletionTimestamp === undefined
}

export function readySince({ status }: Pod): number | undefined {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')
  return ready?.status === 'True' ? Date.parse(ready.lastTransitionTime ?? '') : undefined
}

export function isReady(pod: Pod): boolean {
  return readySince(pod) !== undefined
}

/** Whether it has been ready for long enough. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  const since = readySince(pod)
  return since !== undefined && since + minReadySeconds * 1000 <= now
}

const phaseRanks: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/** Those that are missed least first: https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset */
export function byWorth(a: Pod, b: Pod): number {
  return ranks(a)
    .map((rank, index) => rank - (ranks(b)[index] ?? 0))
    .reduce((decided, difference) => decided || difference, 0)
}

function ranks(pod: Pod): number[] {
  const { metadata, spec, status } = pod
  const since = readySince(pod)
  const restarts = (status?.containerStatuses ?? []).map(({ restartCount }) => restartCount)
  return [
    spec.nodeName === undefined ? 0 : 1,
    phaseRanks[status?.phase ?? 'Pending'] ?? 0,
    since === undefined ? 0 : 1,
    Number(metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0),
    since === undefined ? 0 : -since,
    -Math.max(0, ...restarts),
    -Date.parse(metadata.creationTimestamp),
  ]
}
