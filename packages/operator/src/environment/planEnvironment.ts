import type { Environment } from '@catalyst/api'
import { annotations, compareOwnership, environmentFinalizer } from '@catalyst/api/labels'
import { isSystemNamespace } from '@catalyst/api/names'
import { approvalOf } from '../approval/approvalOf.ts'
import { desiredCredentials } from '../credentials/desiredCredentials.ts'
import { desiredLimits } from '../desired/desiredLimits.ts'
import { desiredNamespace } from '../desired/desiredNamespace.ts'
import { desiredNetworkPolicies } from '../desired/desiredNetworkPolicies.ts'
import { desiredRoleBindings } from '../desired/desiredRoleBindings.ts'
import { homeOf } from '../desired/Home.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { isApplied } from '../objects/isApplied.ts'
import { stamped } from '../objects/stamped.ts'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'
import { strategies } from '../strategies/strategies.ts'
import type { Deployable, Fault } from '../strategies/Strategy.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { planDeletion } from './planDeletion.ts'
import { isAboutThisGeneration } from './planRefused.ts'
import { StatusDraft, toTime } from './StatusDraft.ts'
import { workloadHealth, type WorkloadHealth } from './workloadHealth.ts'

/** What to do about an environment. Pure: the same world has the same plan, and a world that is as it should be an empty one. */
export function planEnvironment(observed: Observed, settings: OperatorSettings): Plan {
  const { environment, acceptance, now } = observed
  const { metadata } = environment
  if (metadata.deletionTimestamp !== undefined) return planDeletion(observed)
  const draft = new StatusDraft(environment, now)
  const finalizers = metadata.finalizers ?? []
  // Before the first side effect: whatever is made from here on is found again when the environment goes.
  if (!finalizers.includes(environmentFinalizer))
    return { finalizers: [...finalizers, environmentFinalizer], apply: [], remove: [], events: [] }
  if ('fault' in acceptance) return refuse(draft, acceptance.fault, { phase: acceptance.waits ? 'Pending' : 'Failed' })

  const { project, template } = acceptance
  const home = homeOf(environment, project, { settings })
  const taken = findForeignNamespace(observed, home)
  if (taken !== undefined) return refuse(draft, taken, { phase: 'Failed' })
  draft.condition({
    type: 'Accepted',
    status: 'True',
    reason: 'ProjectFound',
    message: `It belongs to ${project.metadata.namespace}/${project.metadata.name}.`,
  })
  if (observed.namespace?.metadata?.deletionTimestamp !== undefined) {
    const message = `A namespace ${home.namespace} is being deleted. This environment begins when it is gone.`
    draft.condition({ type: 'NamespaceReady', status: 'False', reason: 'Terminating', message })
    draft.enter('Initializing', message)
    return { apply: [], remove: [], events: [], status: draft.finish() }
  }

  const foundations = foundationsOf(home)
  if ('fault' in foundations) return refuse(draft, foundations.fault, { phase: 'Failed' })
  draft.set({ namespace: home.namespace, template: template.type, startedAt: draft.value.startedAt ?? toTime(now) })
  const missing = unapplied(foundations.objects, observed)
  if (missing.length > 0) {
    if (draft.phase === 'Pending' || draft.phase === 'Failed') draft.enter('Initializing')
    draft.condition({
      type: 'NamespaceReady',
      status: 'Unknown',
      reason: 'Applying',
      message: 'Namespace, quota, policies and roles are being applied.',
    })
    return { apply: missing, remove: [], events: [], status: draft.finish() }
  }
  draft.condition({
    type: 'NamespaceReady',
    status: 'True',
    reason: 'Applied',
    message: `Everything runs in ${home.namespace}, within its quota and policies.`,
  })
  const credentials = desiredCredentials(home, observed.credentials)
  if ('fault' in credentials) return refuse(draft, credentials.fault, { phase: 'Pending' })
  // Before anything runs: a pod that is there already does not get them.
  const credentialsMissing = unapplied(credentials.objects.map(stamped), observed)
  if (credentialsMissing.length > 0)
    return { apply: credentialsMissing, remove: [], events: [], status: draft.finish() }
  const approval = approvalOf(environment, project, { template })
  if (approval.needed && !approval.given) return wait(draft, approval.revision, metadata)
  if (approval.needed)
    draft.condition({
      type: 'Approved',
      status: 'True',
      reason: 'Approved',
      message: `Revision ${approval.revision} is approved.`,
    })
  else draft.withdraw('Approved')
  return planDeployment(observed, draft, { ...home, template, url: urlOf(home.namespace, settings) })
}

function planDeployment(observed: Observed, draft: StatusDraft, deployable: Deployable): Plan {
  const { template, environment, settings } = deployable
  const strategy = strategies[template.type]
  if (strategy === undefined) {
    const message = `This operator does not deploy templates of type ${template.type} yet.`
    return refuse(draft, { reason: 'TemplateNotSupported', message }, { phase: 'Failed' })
  }
  const outcome = strategy.plan(deployable)
  if ('fault' in outcome) return refuse(draft, outcome.fault, { phase: 'Failed' })
  const objects = outcome.objects.map((object) => withDeadline(object, settings.deployTimeoutMs)).map(stamped)
  const wantedKeys = new Set(objects.map(keyOf))
  const remove = observed.made.filter((object) => !wantedKeys.has(keyOf({ ...object, metadata: object })))
  const apply = objects.filter((object) => !isApplied(object, observed.find({ ...object, name: object.metadata.name })))
  const { retryRequest, restartRequest } = environment.spec
  draft.set({ retryRequest, restartRequest })
  if (apply.length > 0 || remove.length > 0) {
    // A project that has changed since is a new try as well, but is not told apart from one that has not: retry asks for it.
    if (isAboutThisGeneration(environment) && (environment.status?.attempts ?? 0) >= settings.maxAttempts)
      return { apply: [], remove: [], events: [] }
    if (!isAboutThisGeneration(environment)) draft.set({ attempts: undefined })
    draft.condition({
      type: 'Deployed',
      status: 'Unknown',
      reason: 'Applying',
      message: 'Workloads are being applied.',
    })
    draft.condition({ type: 'Ready', status: 'False', reason: 'Deploying', message: 'A rollout has begun.' })
    draft.enter('Deploying')
    return { apply, remove, events: [], status: draft.finish() }
  }
  draft.condition({
    type: 'Deployed',
    status: 'True',
    reason: 'Applied',
    message: 'Workloads, services and routes are applied.',
  })
  return judge(observed, draft, { deployable, health: workloadHealth(observed.running) })
}

interface Judgement {
  deployable: Deployable
  health: WorkloadHealth
}

/** Ready, Degraded or Failed, by what runs. */
function judge({ now, environment }: Observed, draft: StatusDraft, { deployable, health }: Judgement): Plan {
  const before = draft.phase
  const hasBeenReady = before === 'Ready' || before === 'Degraded'
  const isUp = health.state === 'available'
  draft.condition({
    type: 'Available',
    status: isUp ? 'True' : 'False',
    reason: health.reason,
    message: health.message,
  })
  draft.condition({
    type: 'Ready',
    status: isUp ? 'True' : 'False',
    reason: isUp ? 'Available' : health.reason,
    message: isUp ? `It answers at ${deployable.url}` : health.message,
  })
  if (isUp) {
    draft.set({ url: deployable.url, readyAt: before === 'Ready' ? draft.value.readyAt : toTime(now) })
    draft.enter('Ready')
  } else if (health.state === 'progressing') {
    // What has answered once goes on answering while its next version rolls out.
    draft.enter(before === 'Ready' ? 'Ready' : 'Deploying', before === 'Ready' ? undefined : health.message)
  } else {
    draft.enter(hasBeenReady ? 'Degraded' : 'Failed', health.message)
  }
  const changed = draft.phase !== (environment.status?.phase ?? 'Pending')
  const type = draft.phase === 'Ready' || draft.phase === 'Deploying' ? 'Normal' : 'Warning'
  const message = isUp ? `It answers at ${deployable.url}` : health.message
  return {
    apply: [],
    remove: [],
    events: changed ? [{ type, reason: draft.phase, message }] : [],
    status: draft.finish(),
  }
}

/** What ran before goes on running; only what is new waits. */
function wait(draft: StatusDraft, revision: string, { name, namespace = '' }: Environment['metadata']): Plan {
  const message =
    `Revision ${revision} waits until somebody who may deploy approves it: ` +
    `kubectl annotate environment ${name} --namespace ${namespace} --overwrite ${annotations.approvedRevision}=${revision}`
  const isNew = draft.condition({ type: 'Approved', status: 'False', reason: 'ApprovalNeeded', message })
  if (draft.phase !== 'Ready' && draft.phase !== 'Degraded') {
    draft.condition({ type: 'Ready', status: 'False', reason: 'ApprovalNeeded', message })
    draft.enter('Pending', message)
  }
  const events = isNew ? [{ type: 'Normal' as const, reason: 'ApprovalNeeded', message }] : []
  return { apply: [], remove: [], events, status: draft.finish() }
}

/** Nothing is made of an environment that can't be: it says why, and is looked at again when something changes. */
function refuse(draft: StatusDraft, { reason, message }: Fault, { phase }: { phase: 'Pending' | 'Failed' }): Plan {
  const told = draft.value.message === message
  draft.condition({ type: 'Ready', status: 'False', reason, message })
  draft.enter(phase, message)
  return { apply: [], remove: [], events: told ? [] : [{ type: 'Warning', reason, message }], status: draft.finish() }
}

function findForeignNamespace(
  { namespace, environment }: Observed,
  { namespace: name, labels }: { namespace: string; labels: Readonly<Record<string, string>> },
): Fault | undefined {
  if (isSystemNamespace(name)) {
    const message = `Its namespace would be ${name}, which belongs to the cluster itself. Choose another name.`
    return { reason: 'NamespaceReserved', message }
  }
  if (namespace === undefined) return undefined
  const uid = namespace.metadata?.annotations?.[annotations.environmentUid]
  const { owner } = compareOwnership(namespace.metadata?.labels, labels)
  if (owner === 'same' && (uid === undefined || uid === environment.metadata.uid)) return undefined
  // An environment of the same name that is gone leaves a namespace that goes; it is waited for.
  if (owner === 'same' && namespace.metadata?.deletionTimestamp !== undefined) return undefined
  const message = `The namespace ${name} is there already and is not this environment's. Choose another name, or remove it.`
  return { reason: 'NamespaceTaken', message }
}

function foundationsOf(home: ReturnType<typeof homeOf>): { objects: DesiredObject[] } | { fault: Fault } {
  try {
    const inside = [...desiredLimits(home), ...desiredNetworkPolicies(home), ...desiredRoleBindings(home)]
    return { objects: [desiredNamespace(home), ...inside].map(stamped) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { fault: { reason: 'AccessInvalid', message: error.message } }
  }
}

function unapplied(objects: readonly DesiredObject[], { find, namespace }: Observed): DesiredObject[] {
  return objects.filter((object) => {
    const actual = object.kind === 'Namespace' ? namespace : find({ ...object, name: object.metadata.name })
    return !isApplied(object, actual)
  })
}

/** Kubernetes itself tells when a rollout takes too long. */
function withDeadline(object: DesiredObject, timeoutMs: number): DesiredObject {
  if (object.kind !== 'Deployment') return object
  return { ...object, spec: { progressDeadlineSeconds: Math.ceil(timeoutMs / 1000), ...(object['spec'] as object) } }
}

function keyOf({ kind, metadata }: { kind: string; metadata: { name: string } }): string {
  return `${kind}/${metadata.name}`
}

function urlOf(namespace: string, { urlTemplate }: OperatorSettings): string {
  return new URL(urlTemplate.replaceAll('{namespace}', namespace)).href
}
