import type { Pod } from '@catalyst/api'
import type { Job } from '@catalyst/kubernetes-client'
import { containerName, startSeconds } from './desiredJob.ts'
import { deploymentResultSchema, type DeploymentResult } from './deploymentResultSchema.ts'

export type JobState =
  /** `until`: when it is ended from outside. */
  | { state: 'running'; until: Date }
  /** It is over, and what it says has not been seen yet. */
  | { state: 'ending' }
  /** `agoMs`: since when, as far as that is known. */
  | { state: 'over'; result: DeploymentResult; agoMs: number }

/** How much later than its Job a pod may be seen to have ended, in milliseconds: they come by two watches. */
const lagMs = 10_000

/** Whether a Job has come to its end, by itself or not: its pod may have, before anybody has counted it. */
export function isOver(job: Job, pods: readonly Pod[] = []): boolean {
  return endOf(job) !== undefined || endIn(podsOf(job, pods)) !== undefined
}

/** Where a Job is, and what it says, by its pod's termination message. */
export function jobStateOf(job: Job, pods: readonly Pod[], { now }: { now: Date }): JobState {
  const ended = endIn(podsOf(job, pods))
  const told = ended === undefined ? undefined : resultIn(ended.message)
  const since = (time: string | null | undefined) => now.getTime() - new Date(time ?? 0).getTime()
  if (told !== undefined) return { state: 'over', result: told, agoMs: since(ended?.finishedAt) }
  const end = endOf(job)
  const name = job.metadata?.name ?? ''
  if (end === undefined) return runningState(job, now)
  const agoMs = since(end.lastTransitionTime)
  if (ended === undefined && agoMs < lagMs && end.reason !== 'DeadlineExceeded') return { state: 'ending' }
  const result = withoutWords(name, { end, exitCode: ended?.exitCode, reason: ended?.reason })
  return { state: 'over', result, agoMs }
}

/** Exit codes of who is ended from outside: 128 and SIGKILL or SIGTERM. */
const killedCodes: readonly number[] = [137, 143]

export function podsOf({ metadata: job }: Job, pods: readonly Pod[]): Pod[] {
  return pods.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === job?.uid))
}

/** Others may be put beside it, by a mesh or an agent, and go on when it has ended. */
function endIn(pods: readonly Pod[]) {
  const containers = pods.flatMap(({ status }) => status?.containerStatuses ?? [])
  return containers.flatMap(({ name, state }) => (name === containerName ? (state?.terminated ?? []) : [])).at(-1)
}

/** A Job that nobody ends, because the cluster's own controller is away, is given up as well. */
function runningState(job: Job, now: Date): JobState {
  const begin = job.status?.startTime ?? job.metadata?.creationTimestamp
  const seconds = job.spec?.activeDeadlineSeconds ?? startSeconds
  const until = new Date((begin === undefined ? now : new Date(begin)).getTime() + seconds * 1000)
  if (now.getTime() < until.getTime() + 60_000) return { state: 'running', until }
  return { state: 'over', result: timedOut(job.metadata?.name ?? ''), agoMs: now.getTime() - until.getTime() }
}

interface End {
  end: NonNullable<ReturnType<typeof endOf>>
  exitCode: number | undefined
  reason: string | undefined
}

function withoutWords(name: string, { end, exitCode, reason }: End): DeploymentResult {
  if (end.type === 'Complete')
    return { ok: true, reason: 'Deployed', message: `The Job ${name} has ended without a word.` }
  if (end.reason === 'DeadlineExceeded') return timedOut(name)
  if (reason === 'OOMKilled') {
    const message = `The Job ${name} needs more memory than its limit. Make the chart or the repository smaller, or ask whoever runs the platform to raise deployer.memoryLimit.`
    return { ok: false, reason: 'OOMKilled', message }
  }
  // A pod that is taken away may still be seen to have been killed.
  if (exitCode === undefined || killedCodes.includes(exitCode)) {
    const message = `The pod of the Job ${name} was lost before it ended: its node went, or somebody deleted it.`
    return { ok: false, reason: 'DeployerLost', message, retry: true }
  }
  const message = `The Job ${name} ended with exit code ${exitCode} and said nothing. Its log may.`
  return { ok: false, reason: 'DeployerFailed', message }
}

function timedOut(name: string): DeploymentResult {
  const message = `The Job ${name} did not come to an end in its time. kubectl describe job says what held it: an image that can not be pulled, a quota, a node without room.`
  return { ok: false, reason: 'TimedOut', message, retry: true }
}

function resultIn(text = ''): DeploymentResult | undefined {
  try {
    return deploymentResultSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function endOf({ status }: Job) {
  return status?.conditions?.find(({ type, status: is }) => (type === 'Complete' || type === 'Failed') && is === 'True')
}
