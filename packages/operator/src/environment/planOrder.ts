import type { Environment, EnvironmentStatus } from '@catalyst/api'
import type { Job } from '@catalyst/kubernetes-client'
import { desiredAccount, desiredGitSecret } from '../deployment/desiredAccount.ts'
import { desiredJob } from '../deployment/desiredJob.ts'
import { jobNameOf, jobNumberOf } from '../deployment/deployerNames.ts'
import type { DeploymentOrder } from '../deployment/deploymentOrderSchema.ts'
import { pullCopiesOf } from '../deployment/pullCopiesOf.ts'
import type { DeploymentResult } from '../deployment/deploymentResultSchema.ts'
import { findDrift } from '../deployment/findDrift.ts'
import { jobStateOf, podsOf } from '../deployment/jobStateOf.ts'
import { fingerprint } from '../objects/fingerprint.ts'
import { isApplied } from '../objects/isApplied.ts'
import { stamped } from '../objects/stamped.ts'
import type { DeployerSettings } from '../settings/OperatorSettings.ts'
import type { Deployable, Fault, Outcome } from '../strategies/Strategy.ts'
import { decideTurn, noteAttempts, scheduleAttempt } from './attempts.ts'
import type { Observed, Reference } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { stillAnswering } from './judge.ts'
import { olderJobs, type OlderJob } from './olderJobs.ts'
import { patienceMs } from './patience.ts'
import { driftOf, planDeployed } from './planDeployed.ts'
import { refuse } from './refuse.ts'
import { toTime, type StatusDraft } from './StatusDraft.ts'
import { podTrouble } from './workloadHealth.ts'

/** How long a watch may be behind, in milliseconds, until what a Job says to have left counts as gone. */
const seenWithinMs = 5000

export interface Ordered {
  deployable: Deployable
  order: DeploymentOrder
  /** The same with the credentials that it needs, which somebody may have taken away after they were used. */
  whole: () => Outcome
}

/** What to do about an environment that a Job deploys: begin one, wait for it, read what it says, or watch over what it left. */
export function planOrder(observed: Observed, draft: StatusDraft, ordered: Ordered): Plan {
  const { environment, now } = observed
  const { maxAttempts } = ordered.deployable.settings
  const revision = revisionOf(ordered.order)
  const last = environment.status?.deployment
  const turn = decideTurn(environment, { revision, maxAttempts, now, isRunning: last?.phase === 'Running' })
  if (turn.kind === 'begin') return begin(observed, draft, { ...ordered, revision, attempt: turn.attempt })
  if (turn.kind === 'keep') draft.set({ retryRequest: environment.spec.retryRequest })
  draft.set({ restartRequest: environment.spec.restartRequest })
  const requeueAfterMs = turn.kind === 'pause' ? turn.forMs : undefined
  if (last?.phase === 'Running')
    return await_(observed, draft, { ...ordered, revision, attempt: draft.value.attempts ?? 1 })
  if (last?.phase !== 'Succeeded') {
    if (turn.kind !== 'pause') noteAttempts(draft, { maxAttempts })
    return { apply: [], remove: [], events: [], status: draft.finish(), requeueAfterMs }
  }
  const drift = driftOf(observed, last)
  // Nothing has failed: it is another round, with all of its attempts.
  if (drift !== undefined && drift.waitMs <= 0)
    return begin(observed, draft, { ...ordered, revision, attempt: 1, isRepair: drift.gone.length === 0 })
  return planDeployed(observed, draft, { deployable: ordered.deployable, drift })
}

interface Attempt extends Ordered {
  revision: string
  attempt: number
  /** Whether what runs goes on answering meanwhile. */
  isRepair?: boolean | undefined
}

function begin(observed: Observed, draft: StatusDraft, options: Attempt): Plan {
  const { environment } = observed
  const { deployable, order, revision, attempt, isRepair = false } = options
  const last = environment.status?.deployment
  const name = jobNameOf('deploy', environment.metadata.name, { revision, number: jobNumberOf(last?.jobName) + 1 })
  const older = olderJobs(observed, name)
  if (older.length > 0) return superseding(observed, draft, older)
  const start = startOf(observed, { ...options, name })
  if ('fault' in start) return refuse(draft, start.fault, { phase: 'Pending' })
  draft.set({
    attempts: attempt,
    template: deployable.template.type,
    retryRequest: environment.spec.retryRequest,
    restartRequest: environment.spec.restartRequest,
    deployment: {
      revision,
      jobName: name,
      phase: 'Running',
      ...(last?.objects !== undefined && { objects: last.objects }),
    },
  })
  draft.withdraw('Retrying')
  const message = `The Job ${name} deploys ${wordsFor(order)} within ${order.timeoutSeconds} s.`
  draft.condition({ type: 'Deployed', status: 'Unknown', reason: 'JobRunning', message })
  if (!(isRepair && draft.phase === 'Ready')) {
    draft.condition({ type: 'Ready', status: 'False', reason: 'Deploying', message })
    draft.enter('Deploying', message)
  }
  const events = [{ type: 'Normal' as const, reason: 'Deploying', message }]
  return {
    ...start,
    remove: [],
    events,
    status: draft.finish(),
    requeueAfterMs: deployable.settings.deployer.timeoutMs,
  }
}

/** Two at once would mix what they bring: the newer one waits until the older one, which is ended, is gone with its pods. */
function superseding({ now }: Observed, draft: StatusDraft, older: readonly OlderJob[]): Plan {
  const isStuck = older.some(
    ({ goingSince }) => goingSince !== undefined && now.getTime() - new Date(goingSince).getTime() > patienceMs,
  )
  const names = older.map(({ name }) => name).join(', ')
  const advice = isStuck
    ? 'It has been ended for more than 5 minutes: the node of its pod may be away. Bring the node back, or delete the pod by force.'
    : 'It is ended, which takes 5 minutes at most.'
  const message = `Waiting until ${names}, the deployment before this one, is gone. ${advice}`
  const reason = isStuck ? 'SupersedingStuck' : 'Superseding'
  draft.condition({ type: 'Deployed', status: 'Unknown', reason, message })
  draft.condition({ type: 'Ready', status: 'False', reason, message })
  draft.enter(isStuck ? 'Failed' : 'Deploying', message)
  return {
    apply: [],
    remove: older.filter(({ isGoing }) => !isGoing),
    events: [],
    status: draft.finish(),
    requeueAfterMs: isStuck ? undefined : patienceMs + 1000,
  }
}

/** Waits for the Job that was begun. One that is gone before it said anything is begun again: that can be repeated. */
function await_(observed: Observed, draft: StatusDraft, options: Attempt): Plan {
  const { environment, find, jobs, now } = observed
  const name = environment.status?.deployment?.jobName ?? ''
  const job = find({ apiVersion: 'batch/v1', kind: 'Job', name, namespace: environment.metadata.namespace }) as
    Job | undefined
  const nothing = { apply: [], remove: [], events: [] }
  if (job === undefined) {
    const start = startOf(observed, { ...options, name })
    if ('fault' in start) return refuse(draft, start.fault, { phase: 'Pending' })
    return { ...start, remove: [], events: [], status: draft.finish() }
  }
  if (job.metadata?.deletionTimestamp !== undefined) return { ...nothing, status: draft.finish() }
  const state = jobStateOf(job, jobs.pods, { now })
  if (state.state === 'ending') return { ...nothing, status: draft.finish(), requeueAfterMs: 1000 }
  // What it brought may come by other watches later, and without it everything would look as if it were well.
  const isSeen = state.state !== 'over' || findDrift(state.result.objects ?? [], find) === undefined
  if (state.state === 'over' && !isSeen && state.agoMs < seenWithinMs)
    return { ...nothing, status: draft.finish(), requeueAfterMs: 250 }
  if (state.state === 'over') return finish(observed, draft, { ...options, result: state.result })
  const held = podTrouble(podsOf(job, jobs.pods))
  const until = `it has time until ${toTime(state.until)}`
  const message = `The Job ${name} deploys ${wordsFor(options.order)}; ${until}.${held === undefined ? '' : ` ${held}`}`
  draft.condition({ type: 'Deployed', status: 'Unknown', reason: 'JobRunning', message })
  if (draft.phase !== 'Ready') {
    draft.condition({ type: 'Ready', status: 'False', reason: 'Deploying', message })
    draft.enter('Deploying', message)
  }
  const leftMs = Math.max(state.until.getTime() - now.getTime(), 0)
  return { ...nothing, status: draft.finish(), requeueAfterMs: leftMs + 61_000 }
}

function finish(observed: Observed, draft: StatusDraft, options: Attempt & { result: DeploymentResult }): Plan {
  const { environment, now } = observed
  const { result, order, revision, attempt, deployable } = options
  const last = environment.status?.deployment
  const deployment = { revision, ...(last?.jobName !== undefined && { jobName: last.jobName }) }
  const remove = [...credentialsIn(observed), ...pullCopiesIn(environment, deployable.settings.deployer)]
  if (result.ok) {
    draft.set({
      deployment: { ...deployment, phase: 'Succeeded', objects: (result.objects ?? []).slice(0, 256) },
      sources: sourcesOf(order, result),
    })
    draft.condition({ type: 'Deployed', status: 'True', reason: result.reason, message: result.message })
    const plan = planDeployed(observed, draft, { deployable, drift: undefined })
    return { ...plan, remove: [...remove, ...plan.remove] }
  }
  const { maxAttempts } = deployable.settings
  const isRetried = result.retry === true && attempt < maxAttempts
  draft.set({
    deployment: { ...deployment, phase: 'Failed', ...(last?.objects !== undefined && { objects: last.objects }) },
  })
  draft.condition({ type: 'Deployed', status: 'False', reason: result.reason, message: result.message })
  draft.condition({ type: 'Ready', status: 'False', reason: result.reason, message: result.message })
  const requeueAfterMs = isRetried ? scheduleAttempt(draft, { attempts: attempt, maxAttempts, now }) : undefined
  const again =
    requeueAfterMs === undefined ? '' : ` It is tried again at ${toTime(new Date(now.getTime() + requeueAfterMs))}.`
  draft.enter('Failed', `${result.message}${again}${stillAnswering(observed, draft)}`)
  if (!isRetried) noteAttempts(draft, { maxAttempts })
  const events = [{ type: 'Warning' as const, reason: result.reason, message: result.message }]
  return { apply: [], remove, events, status: draft.finish(), requeueAfterMs }
}

/** What a Job needs, and the Job. */
function startOf(
  observed: Observed,
  { deployable, order, whole, name }: Attempt & { name: string },
): Pick<Plan, 'apply' | 'copies' | 'begin'> | { fault: Fault } {
  const { environment } = observed
  const { namespace, labels, settings } = deployable
  const outcome = whole()
  if ('fault' in outcome) return outcome
  const credentials = 'order' in outcome ? outcome.credentials : undefined
  const account = desiredAccount(environment, { namespace, labels })
  const missing = account.filter((object) => !isApplied(object, observed.find({ ...object, ...object.metadata })))
  const secret = credentials && stamped(desiredGitSecret(environment, { labels, credentials }))
  const hasCredentials = credentials !== undefined
  return {
    apply: secret === undefined || isApplied(secret, observed.git.copy) ? missing : [...missing, secret],
    copies: pullCopiesOf(environment, settings.deployer),
    begin: desiredJob(environment, { name, order, hasCredentials, settings: settings.deployer }),
  }
}

/** The copy of the credentials, which nobody needs any more. */
function credentialsIn({ git: { copy } }: Observed): Reference[] {
  if (copy === undefined) return []
  return [{ apiVersion: 'v1', kind: 'Secret', name: copy.metadata?.name ?? '', namespace: copy.metadata?.namespace }]
}

function pullCopiesIn(environment: Environment, settings: DeployerSettings): Reference[] {
  const { namespace } = environment.metadata
  return pullCopiesOf(environment, settings).map(({ name }) => ({ apiVersion: 'v1', kind: 'Secret', name, namespace }))
}

function sourcesOf({ source }: DeploymentOrder, { commitSha }: DeploymentResult): EnvironmentStatus['sources'] {
  if (source === undefined || commitSha === undefined || !/^[0-9a-f]{40}$/.test(commitSha)) return undefined
  const { name, branch } = source
  return [{ name, commitSha, ...(branch !== undefined && { branch }) }]
}

/** How long it may take decides nothing of what comes out. */
function revisionOf({ timeoutSeconds: _, ...order }: DeploymentOrder): string {
  return fingerprint(order)
}

function wordsFor({ type, source }: DeploymentOrder): string {
  const what = type === 'helm' ? 'the chart' : 'the manifests'
  const at = source?.commitSha?.slice(0, 12) ?? source?.branch
  return at === undefined ? what : `${what} at ${at}`
}
