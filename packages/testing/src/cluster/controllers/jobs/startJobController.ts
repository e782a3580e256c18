import type { ControllerContext } from '../../api/Controller.ts'
import type { Pod } from '../../nodes/Pod.ts'
import { createEventRecorder } from '../events/createEventRecorder.ts'
import { createReconciler } from '../queue/createReconciler.ts'
import { keyOf, refOf } from '../queue/keys.ts'
import { toTimestamp } from '../timestamps.ts'
import { claim } from '../workloads/claim.ts'
import { controllerKey } from '../workloads/controllerOf.ts'
import { createPodControl } from '../workloads/createPodControl.ts'
import { byWorth, isActive, isReady } from '../workloads/podState.ts'
import type { Condition } from '../workloads/Workload.ts'
import { withoutZeros, writeStatus } from '../workloads/writeStatus.ts'
import { createJobPods } from './createJobPods.ts'
import { type Job, type JobStatus, outcomeOf } from './Job.ts'
import { type JobFacts, jobVerdict, type Verdict, wantedPods } from './jobVerdict.ts'

const resource = 'jobs.batch'
/** After a failed pod, the next one waits this long, then twice as long, and so on, in milliseconds. */
const backOff = { first: 10_000, longest: 600_000 }

/** Runs jobs to their end. https://kubernetes.io/docs/concepts/workloads/controllers/job/ */
export function startJobController(context: ControllerContext): Disposable {
  const { api, clock } = context
  const events = createEventRecorder(context, { component: 'job-controller' })
  const podControl = createPodControl(api, events)
  const jobPods = createJobPods(api, podControl)
  /** When the next pod of a job may start. */
  const notBefore = new Map<string, number>()

  async function reconcile(key: string): Promise<void> {
    const job = api.get(resource, refOf(key)) as Job | undefined
    if (job === undefined) return await forget(key)
    if (outcomeOf(job) !== undefined) {
      await jobPods.release(await podsOf(job))
      return await expire(key, job)
    }
    if (job.metadata.deletionTimestamp !== undefined) return await jobPods.release(await podsOf(job))
    await advance(key, job)
  }

  /** Nobody counts the pods of a job that is gone: they are not to wait for it. */
  async function forget(key: string): Promise<void> {
    notBefore.delete(key)
    const pods = api.list('pods', { namespace: refOf(key).namespace }) as Pod[]
    await jobPods.release(pods.filter((pod) => controllerKey(pod, 'Job') === key))
  }

  const podsOf = (job: Job) => claim<Pod>(api, 'pods', job)

  async function advance(key: string, job: Job): Promise<void> {
    const now = clock.now()
    const { spec, status = {} } = job
    const isSuspended = spec.suspend === true
    const started: Job = {
      ...job,
      status: { ...status, ...(!isSuspended && { startTime: status.startTime ?? toTimestamp(now) }) },
    }
    const counted = await jobPods.count(await podsOf(job))
    const succeeded = (status.succeeded ?? 0) + counted.succeeded
    const failed = (status.failed ?? 0) + counted.failed
    if (counted.failed > 0) {
      notBefore.set(key, counted.lastFailure + Math.min(backOff.first * 2 ** (failed - 1), backOff.longest))
    }
    const all = await podsOf(job)
    const facts: JobFacts = { succeeded, failed, active: all.filter(isActive), now }
    const target = targetOf(job) ?? (isSuspended ? undefined : jobVerdict(started, facts))
    if (target !== undefined || isSuspended) await stop(job, facts.active)
    else await start(key, started, facts)
    await report(started, { target, succeeded, failed, indexes: counted.indexes })
    const { activeDeadlineSeconds } = spec
    if (target === undefined && activeDeadlineSeconds !== undefined) {
      reconciler.enqueue(
        key,
        Math.max(Date.parse(started.status?.startTime ?? '') + activeDeadlineSeconds * 1000 - now, 1),
      )
    }
  }

  async function stop(job: Job, active: readonly Pod[]): Promise<void> {
    for (const pod of active) await podControl.delete(job, pod)
  }

  async function start(key: string, job: Job, facts: JobFacts): Promise<void> {
    const missing = wantedPods(job, facts) - facts.active.length
    const surplus = missing < 0 ? facts.active.toSorted(byWorth).slice(0, -missing) : []
    for (const pod of surplus) await podControl.delete(job, pod)
    const wait = missing > 0 ? (notBefore.get(key) ?? 0) - facts.now : 0
    if (wait > 0) return reconciler.enqueue(key, wait)
    for (let count = 0; count < missing; count++) await jobPods.create(job)
  }

  interface Report {
    readonly target: Verdict | undefined
    readonly succeeded: number
    readonly failed: number
    readonly indexes: readonly number[]
  }

  async function report(job: Job, { target, succeeded, failed, indexes }: Report): Promise<void> {
    const time = toTimestamp(clock.now())
    const pods = await podsOf(job)
    const terminating = pods.filter(
      ({ metadata, status }) =>
        metadata.deletionTimestamp !== undefined && !['Succeeded', 'Failed'].includes(status?.phase ?? ''),
    ).length
    const { startTime, completedIndexes = '' } = job.status ?? {}
    const isOver = target !== undefined && terminating === 0
    const all = [...completedIndexes.split(',').filter(Boolean).map(Number), ...indexes].sort((a, b) => a - b)
    const status: JobStatus = {
      ...withoutZeros({ active: pods.filter(isActive).length, succeeded, failed }),
      ready: pods.filter((pod) => isActive(pod) && isReady(pod)).length,
      terminating,
      ...(startTime !== undefined && { startTime }),
      ...(isOver && target.isSuccess && { completionTime: time }),
      ...(job.spec.completionMode === 'Indexed' && { completedIndexes: [...new Set(all)].join(',') }),
      uncountedTerminatedPods: {},
      ...conditionsOf(job, target, { isOver, time }),
    }
    const wasSuspended = isSuspendedNow(job)
    await writeStatus(api, resource, { object: job, status })
    if (isOver) tellEnd(job, target)
    if (wasSuspended !== (job.spec.suspend === true)) {
      const [reason, message] = wasSuspended ? ['Resumed', 'Job resumed'] : ['Suspended', 'Job suspended']
      events.record(job, { type: 'Normal', reason, message })
    }
  }

  function tellEnd(job: Job, { isSuccess, reason, message }: Verdict): void {
    if (isSuccess) events.record(job, { type: 'Normal', reason: 'Completed', message: 'Job completed' })
    else events.record(job, { type: 'Warning', reason, message })
  }

  /** Takes a finished job away when its time is up. */
  async function expire(key: string, job: Job): Promise<void> {
    const { ttlSecondsAfterFinished } = job.spec
    if (ttlSecondsAfterFinished === undefined || job.metadata.deletionTimestamp !== undefined) return
    const finishedAt = Date.parse(outcomeOf(job)?.lastTransitionTime ?? '')
    const left = finishedAt + ttlSecondsAfterFinished * 1000 - clock.now()
    if (left > 0) return reconciler.enqueue(key, left)
    await api.delete(resource, job.metadata, { uid: job.metadata.uid, propagationPolicy: 'Foreground' })
  }

  const stack = new DisposableStack()
  const reconciler = stack.use(createReconciler(clock, reconcile))
  stack.use(api.watch(resource, ({ object }) => reconciler.enqueue(keyOf(object.metadata))))
  stack.use(
    api.watch('pods', ({ object }) => {
      const key = controllerKey(object, 'Job')
      if (key !== undefined) reconciler.enqueue(key)
    }),
  )
  return stack
}

/** What it was decided to come to, before its last pods are gone. */
function targetOf({ status }: Job): Verdict | undefined {
  const target = status?.conditions?.find(({ type }) => type === 'SuccessCriteriaMet' || type === 'FailureTarget')
  if (target === undefined) return undefined
  return { isSuccess: target.type === 'SuccessCriteriaMet', reason: target.reason ?? '', message: target.message ?? '' }
}

function isSuspendedNow({ status }: Job): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Suspended' && status === 'True') === true
}

function conditionsOf(
  job: Job,
  target: Verdict | undefined,
  { isOver, time }: { isOver: boolean; time: string },
): { conditions?: Condition[] } {
  const before = job.status?.conditions ?? []
  const has = (type: string) => before.some((condition) => condition.type === type)
  const times = { lastProbeTime: time, lastTransitionTime: time }
  const conditions = [...before]
  const suspended = job.spec.suspend === true
  if (suspended !== isSuspendedNow(job)) {
    const [reason, message] = suspended ? ['JobSuspended', 'Job suspended'] : ['JobResumed', 'Job resumed']
    const index = before.findIndex(({ type }) => type === 'Suspended')
    const next = { type: 'Suspended', status: suspended ? 'True' : 'False', reason, message, ...times }
    conditions.splice(index < 0 ? conditions.length : index, index < 0 ? 0 : 1, next)
  }
  if (target !== undefined) {
    const { isSuccess, reason, message } = target
    const [first, last] = isSuccess ? ['SuccessCriteriaMet', 'Complete'] : ['FailureTarget', 'Failed']
    if (!has(first)) conditions.push({ type: first, status: 'True', reason, message, ...times })
    if (isOver) conditions.push({ type: last, status: 'True', reason, message, ...times })
  }
  return conditions.length > 0 ? { conditions } : {}
}
