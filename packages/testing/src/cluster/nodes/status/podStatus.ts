import { toTimestamp } from '../../controllers/timestamps.ts'
import type { ContainerRole, ContainerSlot } from '../containers/ContainerRun.ts'
import type { Pod, PodCondition, PodStatus } from '../Pod.ts'
import { containerStatus } from './containerStatus.ts'
import { podConditions } from './podConditions.ts'
import { isInitialized, podPhase } from './podPhase.ts'

export interface PodFacts {
  readonly slots: readonly ContainerSlot[]
  readonly startedAt: number
  readonly hostIP: string
  readonly podIP: string | undefined
  readonly hasSandbox: boolean
  /** Why it is ended from outside: it has taken longer than it may. */
  readonly failure: { reason: string; message: string } | undefined
  /** Its containers have ended for good and are taken down. */
  readonly isOver: boolean
}

/** The status of a pod, as its kubelet sees it. */
export function podStatus(pod: Pod, facts: PodFacts, now: number): PodStatus {
  const { spec, metadata } = pod
  const { slots, hasSandbox, podIP, hostIP, failure, isOver } = facts
  const before = pod.status ?? {}
  const outcome = failure === undefined ? podPhase(isOver ? finalSpec(pod) : spec, slots) : 'Failed'
  // Nobody may take it for ended as long as something of it may still run.
  const isHeldBack = !isOver && (outcome === 'Succeeded' || outcome === 'Failed')
  const phase = isHeldBack ? (before.phase ?? 'Pending') : isOver && outcome === 'Pending' ? 'Failed' : outcome
  const others = (before.conditions ?? []).filter(({ type }) => !ownConditions.has(type))
  const verdicts = podConditions({ spec, slots, hasSandbox, others, phase: isHeldBack ? outcome : phase })
  const waitingFor = (spec.initContainers ?? []).length > 0 ? 'PodInitializing' : 'ContainerCreating'
  const observedGeneration = metadata.generation
  const options = { waitingFor, isOver, isInitialized: isInitialized(slots) } as const
  const statuses = (role: ContainerRole) => {
    const own = slots.filter((slot) => slot.role === role)
    // As a kubelet sorts them: in the order of their names, but for those whose order means something.
    const sorted = role === 'init' ? own : own.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    return sorted.map((slot) => containerStatus(slot, options))
  }
  const list = (field: string, role: ContainerRole) => {
    const entries = statuses(role)
    return entries.length > 0 ? { [field]: entries } : {}
  }
  return {
    conditions: [
      ...verdicts.map((verdict) => withTimes(verdict, before.conditions ?? [], { now, observedGeneration })),
      ...others,
    ],
    ...list('containerStatuses', 'main'),
    ...list('initContainerStatuses', 'init'),
    ...list('ephemeralContainerStatuses', 'ephemeral'),
    ...{ hostIP, hostIPs: [{ ip: hostIP }] },
    ...(failure !== undefined && isOver && failure),
    ...(observedGeneration !== undefined && { observedGeneration }),
    phase,
    ...(podIP !== undefined && { podIP, podIPs: [{ ip: podIP }] }),
    ...(before.qosClass !== undefined && { qosClass: before.qosClass }),
    startTime: toTimestamp(facts.startedAt),
  }
}

const ownConditions = new Set(['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'])

/** What has been ended is not restarted, whatever its policy. */
function finalSpec({ spec }: Pod): Pod['spec'] {
  return { ...spec, restartPolicy: 'Never' }
}

function withTimes(
  { type, ...verdict }: Omit<PodCondition, 'lastTransitionTime'>,
  before: readonly PodCondition[],
  { now, observedGeneration }: { now: number; observedGeneration: number | undefined },
): PodCondition {
  const earlier = before.find((condition) => condition.type === type)
  const isSame = earlier?.status === verdict.status && earlier.lastTransitionTime !== undefined
  return {
    type,
    lastTransitionTime: isSame ? (earlier.lastTransitionTime ?? '') : toTimestamp(now),
    ...(observedGeneration !== undefined && { observedGeneration }),
    ...verdict,
  }
}
