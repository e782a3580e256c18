import type { ContainerSlot } from '../containers/ContainerRun.ts'
import type { PodCondition, PodPhase, PodSpec } from '../Pod.ts'
import { isDone, isInitialized } from './podPhase.ts'

export interface ConditionFacts {
  readonly spec: PodSpec
  readonly slots: readonly ContainerSlot[]
  /** What it comes to, also while its containers are being taken down. */
  readonly phase: PodPhase
  readonly hasSandbox: boolean
  /** Those of others, which readiness gates name. */
  readonly others: readonly PodCondition[]
}

type Verdict = Pick<PodCondition, 'status' | 'reason' | 'message'>

/** The conditions that a kubelet writes, https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions */
export function podConditions(facts: ConditionFacts): (Verdict & { type: string })[] {
  const containersReady = containersReadyVerdict(facts)
  return [
    { type: 'PodReadyToStartContainers', status: facts.hasSandbox ? 'True' : 'False' },
    { type: 'Initialized', ...initializedVerdict(facts) },
    { type: 'Ready', ...readyVerdict(facts, containersReady) },
    { type: 'ContainersReady', ...containersReady },
    { type: 'PodScheduled', status: 'True' },
  ]
}

function initializedVerdict({ slots, phase }: ConditionFacts): Verdict {
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' }
  // Once its containers have started, it stays so.
  const hasBegun = slots.some(({ role, current }) => role === 'main' && current !== undefined)
  if (hasBegun || isInitialized(slots)) return { status: 'True' }
  const missing = slots.filter((slot) => slot.role === 'init' && !isDone(slot)).map(({ name }) => name)
  const message = `containers with incomplete status: [${missing.join(' ')}]`
  return { status: 'False', reason: 'ContainersNotInitialized', message }
}

function containersReadyVerdict({ slots, phase }: ConditionFacts): Verdict {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' }
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' }
  const counted = slots.filter(
    ({ role, container }) => role === 'main' || (role === 'init' && container.restartPolicy === 'Always'),
  )
  const unready = counted.filter(({ current }) => current?.running === undefined || !current.isReady)
  if (unready.length === 0) return { status: 'True' }
  const names = unready.map(({ name }) => name).join(' ')
  return { status: 'False', reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` }
}

function readyVerdict({ spec, others }: ConditionFacts, containersReady: Verdict): Verdict {
  if (containersReady.status !== 'True') return containersReady
  const missing = (spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const status = others.find(({ type }) => type === conditionType)?.status
    if (status === 'True') return []
    return status === undefined
      ? [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`]
      : [`the status of pod readiness gate "${conditionType}" is not "True", but ${status}`]
  })
  if (missing.length === 0) return { status: 'True' }
  return { status: 'False', reason: 'ReadinessGatesNotReady', message: missing.join(', ') }
}
