import type { Condition, Deployment, ReplicaSet } from '../workloads/Workload.ts'
import { withoutZeros } from '../workloads/writeStatus.ts'
import { rolloutLimits } from './planRollout.ts'

type Status = NonNullable<Deployment['status']>

interface Moment {
  readonly now: number
  readonly time: string
}

interface Sets {
  readonly all: readonly ReplicaSet[]
  readonly current: ReplicaSet | undefined
}

/** The status of a deployment, with the conditions that `kubectl rollout status` and `kubectl wait` read. */
export function deploymentStatus(deployment: Deployment, { all, current }: Sets, moment: Moment): Status {
  const { spec, metadata, status: before = {} } = deployment
  const sum = (count: (replicaSet: ReplicaSet) => number | undefined) =>
    all.reduce((total, replicaSet) => total + (count(replicaSet) ?? 0), 0)
  const available = sum(({ status }) => status?.availableReplicas)
  const counts = withoutZeros({
    replicas: sum(({ status }) => status?.replicas),
    updatedReplicas: current?.status?.replicas ?? 0,
    readyReplicas: sum(({ status }) => status?.readyReplicas),
    availableReplicas: available,
    unavailableReplicas: Math.max(sum(({ spec }) => spec.replicas ?? 1) - available, 0),
  })
  const observedGeneration = metadata.generation ?? 0
  const isEnough = available >= (spec.replicas ?? 1) - rolloutLimits(deployment).maxUnavailable
  let conditions = setCondition(before.conditions ?? [], isEnough ? enough : tooFew, moment.time)

  const failure = all.flatMap(({ status }) => status?.conditions ?? []).find(({ type }) => type === 'ReplicaFailure')
  conditions =
    failure === undefined
      ? conditions.filter(({ type }) => type !== 'ReplicaFailure')
      : setCondition(conditions, pick(failure), moment.time)
  conditions = withProgress(deployment, { counts, conditions, current }, moment)
  const { collisionCount } = before
  return { ...counts, observedGeneration, ...(collisionCount !== undefined && { collisionCount }), conditions }
}

const enough = {
  ...{ type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
  message: 'Deployment has minimum availability.',
}
const tooFew = {
  ...{ type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' },
  message: 'Deployment does not have minimum availability.',
}
const pick = ({ type, status, reason, message }: Condition) => ({ type, status, reason, message })

interface Progress {
  readonly counts: Readonly<Record<string, number>>
  readonly conditions: Condition[]
  readonly current: ReplicaSet | undefined
}

function withProgress(deployment: Deployment, { counts, conditions, current }: Progress, moment: Moment): Condition[] {
  const { spec, metadata, status: before = {} } = deployment
  if (spec.progressDeadlineSeconds === undefined) return conditions.filter(({ type }) => type !== 'Progressing')
  const progressing = conditions.find(({ type }) => type === 'Progressing')
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 } = counts
  if (replicas === updatedReplicas && progressing?.reason === 'NewReplicaSetAvailable') return conditions
  const about = current === undefined ? `Deployment "${metadata.name}"` : `ReplicaSet "${current.metadata.name}"`
  const condition = (status: 'True' | 'False', reason: string, text: string) => ({
    ...{ type: 'Progressing', status, reason, message: `${about} ${text}` },
  })

  const desired = spec.replicas ?? 1
  if (updatedReplicas === desired && replicas === desired && availableReplicas === desired) {
    return setCondition(
      conditions,
      condition('True', 'NewReplicaSetAvailable', 'has successfully progressed.'),
      moment.time,
    )
  }
  const hasProgressed =
    updatedReplicas > (before.updatedReplicas ?? 0) ||
    replicas - updatedReplicas < (before.replicas ?? 0) - (before.updatedReplicas ?? 0) ||
    readyReplicas > (before.readyReplicas ?? 0) ||
    availableReplicas > (before.availableReplicas ?? 0)
  if (hasProgressed) {
    // Said anew each time: from then on the deadline counts.
    const next = condition('True', 'ReplicaSetUpdated', 'is progressing.')
    const others = conditions.filter(({ type }) => type !== 'Progressing')
    const since = progressing?.status === 'True' ? progressing.lastTransitionTime : moment.time
    return [...others, { ...next, lastTransitionTime: since, lastUpdateTime: moment.time }]
  }
  const deadline = progressDeadline(deployment, { conditions })
  if (deadline === undefined || moment.now < deadline) return conditions
  return setCondition(
    conditions,
    condition('False', 'ProgressDeadlineExceeded', 'has timed out progressing.'),
    moment.time,
  )
}

/** When a deployment that does not get on has taken too long. */
export function progressDeadline(
  { spec }: Deployment,
  { conditions = [] }: Pick<Status, 'conditions'>,
): number | undefined {
  const progressing = conditions.find(({ type }) => type === 'Progressing')
  const isWaiting = progressing?.status === 'True' && progressing.reason !== 'NewReplicaSetAvailable'
  if (!isWaiting || spec.progressDeadlineSeconds === undefined || spec.paused === true) return undefined
  return Date.parse(progressing.lastUpdateTime ?? '') + spec.progressDeadlineSeconds * 1000
}

/** The conditions with this one set; one that says the same stays as it is. */
export function setCondition(conditions: readonly Condition[], next: Condition, time: string): Condition[] {
  const before = conditions.find(({ type }) => type === next.type)
  if (before?.status === next.status && before.reason === next.reason) return [...conditions]
  const lastTransitionTime = before?.status === next.status ? before.lastTransitionTime : time
  const others = conditions.filter((condition) => condition !== before)
  return [...others, { ...next, lastTransitionTime, lastUpdateTime: time }]
}
