import type { Environment, TemplateType } from '@catalyst/api'
import { annotations, compareOwnership, environmentFinalizer } from '@catalyst/api/labels'
import { isSystemNamespace } from '@catalyst/api/names'
import { approvalOf } from '../approval/approvalOf.ts'
import { desiredCredentials } from '../credentials/desiredCredentials.ts'
import { desiredLimits } from '../desired/desiredLimits.ts'
import { desiredNamespace } from '../desired/desiredNamespace.ts'
import { desiredNetworkPolicies } from '../desired/desiredNetworkPolicies.ts'
import { desiredRoleBindings } from '../desired/desiredRoleBindings.ts'
import { homeOf } from '../desired/Home.ts'
import { urlOf } from '../desired/urlOf.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { isApplied } from '../objects/isApplied.ts'
import { stamped } from '../objects/stamped.ts'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'
import type { Fault } from '../strategies/Strategy.ts'
import type { Observed, Reference } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { patienceMs } from './patience.ts'
import { planDeletion } from './planDeletion.ts'
import { planDeployment } from './planDeployment.ts'
import { pauseOf } from './planRefused.ts'
import { refuse } from './refuse.ts'
import { StatusDraft, toTime } from './StatusDraft.ts'

/** What to do about an environment. Pure: the same world has the same plan, and a world that is as it should be an empty one. */
export function planEnvironment(observed: Observed, settings: OperatorSettings): Plan {
  const { environment, acceptance, now } = observed
  const { metadata } = environment
  if (metadata.deletionTimestamp !== undefined) return planDeletion(observed, { settings })
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
  // Until something is deployed, it says what is going to be: whoever shows the way to Ready has to know whether it is built.
  if (environment.status?.deployment === undefined) draft.set({ template: template.type })
  const goneSince = observed.namespace?.metadata?.deletionTimestamp
  if (goneSince !== undefined) {
    const leftMs = new Date(goneSince).getTime() + patienceMs - now.getTime()
    const held = `It takes longer than 5 minutes: kubectl describe namespace ${home.namespace} says what holds it.`
    const message = `A namespace ${home.namespace} is being deleted. This environment begins when it is gone.${leftMs > 0 ? '' : ` ${held}`}`
    draft.condition({ type: 'NamespaceReady', status: 'False', reason: 'Terminating', message })
    draft.enter('Initializing', message)
    const requeueAfterMs = leftMs > 0 ? leftMs : undefined
    return { apply: [], remove: [], events: [], status: draft.finish(), requeueAfterMs }
  }

  const foundations = foundationsOf(home, observed)
  if ('fault' in foundations) return refuse(draft, foundations.fault, { phase: 'Failed' })
  draft.set({ namespace: home.namespace, startedAt: draft.value.startedAt ?? toTime(now) })
  const missing = unapplied(foundations.objects, observed)
  const ungranted = unwanted(foundations.objects, observed, template)
  if (missing.length > 0 || ungranted.length > 0) {
    const refusal = pauseOf(observed, missing, settings)
    if (refusal !== undefined) return { ...refusal, status: draft.finish() }
    if (draft.phase === 'Pending' || draft.phase === 'Failed') draft.enter('Initializing')
    draft.condition({
      type: 'NamespaceReady',
      status: 'Unknown',
      reason: 'Applying',
      message: 'Namespace, quota, policies and roles are being applied.',
    })
    return { apply: missing, isFoundation: true, remove: ungranted, events: [], status: draft.finish() }
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
  if (credentialsMissing.length > 0) {
    const whole: Plan = {
      apply: credentialsMissing,
      isFoundation: true,
      remove: [],
      events: [],
      status: draft.finish(),
    }
    return pauseOf(observed, credentialsMissing, settings) ?? whole
  }
  const approval = approvalOf(environment, project, { template })
  if (approval.needed && !approval.given) return wait(draft, approval.revision, metadata)
  draft.set({ approval: undefined })
  if (approval.needed)
    draft.condition({
      type: 'Approved',
      status: 'True',
      reason: 'Approved',
      message: `Revision ${approval.revision} is approved.`,
    })
  else draft.withdraw('Approved')
  const url = urlOf(home.namespace, settings)
  const plan = planDeployment(observed, draft, { ...home, template, url, gitSecret: observed.git.secret })
  const isAtRest = plan.apply.length === 0 && plan.begin === undefined
  // What runs may need them until its next version is there.
  return isAtRest ? { ...plan, remove: [...plan.remove, ...staleCopies(observed)] } : plan
}

function staleCopies({ credentials }: Observed): Reference[] {
  return credentials.stale.map(({ metadata }) => ({ apiVersion: 'v1', kind: 'Secret', name: metadata?.name ?? '' }))
}

/** What ran before goes on running; only what is new waits. */
function wait(draft: StatusDraft, revision: string, { name, namespace = '' }: Environment['metadata']): Plan {
  const waits = `Revision ${revision.slice(0, 12)} waits until somebody who may deploy approves it`
  const message = `${waits}; the condition Approved says how.`
  const command = `kubectl annotate environment ${name} --namespace ${namespace} --overwrite ${annotations.approvedRevision}=${revision}`
  draft.set({ approval: { revision } })
  const isNew = draft.condition({
    type: 'Approved',
    status: 'False',
    reason: 'ApprovalNeeded',
    message: `${waits}, in the dashboard or with: ${command}`,
  })
  if (draft.phase !== 'Ready' && draft.phase !== 'Degraded') {
    draft.condition({ type: 'Ready', status: 'False', reason: 'ApprovalNeeded', message })
    draft.enter('Pending', message)
  }
  const events = isNew ? [{ type: 'Normal' as const, reason: 'ApprovalNeeded', message }] : []
  return { apply: [], remove: [], events, status: draft.finish() }
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

function foundationsOf(
  home: ReturnType<typeof homeOf>,
  { credentials: { secrets, stale } }: Observed,
): { objects: DesiredObject[] } | { fault: Fault } {
  try {
    const inside = [...desiredLimits(home), ...desiredNetworkPolicies(home), ...desiredRoleBindings(home)]
    const copies = new Set(
      [...secrets, ...stale.map(({ metadata }) => ({ name: metadata?.name ?? '' }))].map(({ name }) => name),
    )
    return { objects: [desiredNamespace(home, { copies: [...copies] }), ...inside].map(stamped) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { fault: { reason: 'AccessInvalid', message: error.message } }
  }
}

/** Rights that are no longer granted end at once, before anything else; so does whatever else held in the namespace. */
function unwanted(
  objects: readonly DesiredObject[],
  { foundations, environment }: Observed,
  template: { type: TemplateType },
): Reference[] {
  const isByJob = [template.type, environment.status?.template].some((type) => type === 'helm' || type === 'manifest')
  const wanted = new Set([
    ...objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    // Kubernetes' own, to which the operator only adds.
    'ServiceAccount/default',
    ...(isByJob ? ['RoleBinding/catalyst-deployer'] : []),
  ])
  const rank = ({ kind }: Reference) => (kind === 'RoleBinding' ? 0 : 1)
  return foundations.filter(({ kind, name }) => !wanted.has(`${kind}/${name}`)).sort((a, b) => rank(a) - rank(b))
}

function unapplied(objects: readonly DesiredObject[], { find, namespace }: Observed): DesiredObject[] {
  return objects.filter((object) => {
    const actual = object.kind === 'Namespace' ? namespace : find({ ...object, name: object.metadata.name })
    return !isApplied(object, actual)
  })
}
