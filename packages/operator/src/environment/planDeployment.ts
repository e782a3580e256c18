import { fingerprint } from '../objects/fingerprint.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { isApplied } from '../objects/isApplied.ts'
import { stamped } from '../objects/stamped.ts'
import { strategies } from '../strategies/strategies.ts'
import type { Deployable, Outcome } from '../strategies/Strategy.ts'
import { decideTurn, noteAttempts } from './attempts.ts'
import { judge } from './judge.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { planLeftover } from './planLeftover.ts'
import { planOrder } from './planOrder.ts'
import { refuse } from './refuse.ts'
import type { StatusDraft } from './StatusDraft.ts'
import { workloadHealth } from './workloadHealth.ts'

/** What runs of an environment whose namespace is as it should be, by the strategy of its template. */
export function planDeployment(observed: Observed, draft: StatusDraft, deployable: Deployable): Plan {
  const { template } = deployable
  const strategy = strategies[template.type]
  if (strategy === undefined) {
    const known = Object.keys(strategies).sort().join(', ')
    const message = `This operator does not deploy templates of type ${template.type} yet. Use one of ${known} in spec.templates of the Project.`
    return refuse(draft, { reason: 'TemplateNotSupported', message }, { phase: 'Failed' })
  }
  // What is deployed has nothing to do with how often somebody asked for it, nor with what its repository is fetched with.
  const outcome = strategy.plan({ ...asking(deployable, {}), gitSecret: undefined })
  if ('fault' in outcome) return refuse(draft, outcome.fault, { phase: 'Failed' })
  const leftover = planLeftover(observed, draft, deployable)
  if ('plan' in leftover) return leftover.plan
  const ask = (requests: Requests) => strategy.plan(asking(deployable, requests))
  const plan =
    'order' in outcome
      ? planOrder(observed, draft, { order: outcome.order, deployable, whole: () => ask({}) })
      : planObjects(observed, draft, { deployable, revision: fingerprint(outcome.objects), ask })
  return leftover.told === undefined ? plan : { ...plan, events: [leftover.told, ...plan.events] }
}

/** What somebody asks for beside what is to run. */
type Requests = Pick<Deployable['environment']['spec'], 'retryRequest' | 'restartRequest'>

interface Objects {
  deployable: Deployable
  revision: string
  /** The objects, as they are when somebody has asked for this. */
  ask: (requests: Requests) => Outcome
}

function planObjects(observed: Observed, draft: StatusDraft, { deployable, revision, ask }: Objects): Plan {
  const { environment, settings } = deployable
  const { maxAttempts, deployTimeoutMs } = settings
  const turn = decideTurn(environment, { revision, maxAttempts, now: observed.now })
  const last = environment.status?.deployment
  if (turn.kind !== 'begin' && last?.phase === 'Failed') {
    if (turn.kind !== 'pause') noteAttempts(draft, settings)
    const requeueAfterMs = turn.kind === 'pause' ? turn.forMs : undefined
    return { apply: [], remove: [], events: [], status: draft.finish(), requeueAfterMs }
  }
  // Should a Job deploy again one day, it is not to have the name of an older one.
  const numbered = last?.jobName === undefined ? {} : { jobName: last.jobName }
  const { retryRequest, restartRequest } = environment.spec
  const served = turn.kind === 'spent' ? environment.status?.retryRequest : retryRequest
  draft.set({ retryRequest: served, restartRequest })
  const outcome = ask({ retryRequest: served, restartRequest })
  const wanted = 'objects' in outcome ? outcome.objects : []
  const objects = wanted.map((object) => stamped(withDeadline(object, deployTimeoutMs)))
  const keys = new Set(objects.map(keyOf))
  const remove = observed.made.filter((object) => !keys.has(keyOf({ ...object, metadata: object })))
  const apply = objects.filter((object) => !isApplied(object, observed.find({ ...object, name: object.metadata.name })))
  if (turn.kind === 'begin') {
    draft.set({ attempts: turn.attempt, template: deployable.template.type, sources: undefined })
    draft.withdraw('Retrying')
  }
  if (apply.length > 0 || remove.length > 0) {
    draft.set({ deployment: { ...numbered, revision, phase: 'Running' } })
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
  draft.set({ deployment: { ...numbered, revision, phase: 'Succeeded' } })
  draft.condition({
    type: 'Deployed',
    status: 'True',
    reason: 'Applied',
    message: 'Workloads, services and routes are applied.',
  })
  draft.withdraw('Routed')
  const health = workloadHealth(observed.running)
  const judged = judge(observed, draft, { url: deployable.url, health, timeoutMs: deployTimeoutMs })
  noteAttempts(draft, settings)
  return { ...judged, status: draft.finish() }
}

/** The deployable as if its environment asked for this and nothing else. */
function asking(deployable: Deployable, requests: Requests): Deployable {
  const { environment } = deployable
  const { retryRequest: _, restartRequest: __, ...spec } = environment.spec
  return { ...deployable, environment: { ...environment, spec: { ...spec, ...requests } } }
}

/** Kubernetes itself tells when a rollout takes too long. */
function withDeadline(object: DesiredObject, timeoutMs: number): DesiredObject {
  if (object.kind !== 'Deployment') return object
  return { ...object, spec: { progressDeadlineSeconds: Math.ceil(timeoutMs / 1000), ...(object['spec'] as object) } }
}

function keyOf({ kind, metadata }: { kind: string; metadata: { name: string } }): string {
  return `${kind}/${metadata.name}`
}
