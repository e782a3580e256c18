import type { EnvironmentStatus } from '@catalyst/api'
import { isOver } from '../deployment/jobStateOf.ts'
import { findDrift, type Drift } from '../deployment/findDrift.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { isApplied } from '../objects/isApplied.ts'
import { stampAnnotation, stamped } from '../objects/stamped.ts'
import { desiredIngress } from '../strategies/desiredIngress.ts'
import type { Deployable, Fault } from '../strategies/Strategy.ts'
import { noteAttempts } from './attempts.ts'
import { chooseRoute } from './chooseRoute.ts'
import { judge } from './judge.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { toTime, type StatusDraft } from './StatusDraft.ts'
import { workloadHealth, type WorkloadHealth } from './workloadHealth.ts'

/** Between a Job and the next one that only repairs, in milliseconds; doubled by every Job of the last hour. */
const firstPauseMs = 15_000
const longestPauseMs = 1_800_000

/** The Ingress that the operator itself adds. */
const ingressName = 'catalyst'

/** What is not as a Job left it, and how long it stays so. */
export interface Repair extends Drift {
  waitMs: number
}

/**
 * Whether a deployment has to be repaired. Somebody who changes it again and again, such as an autoscaler, gets it repaired more and
 * more seldom: Jobs are kept for an hour after their end, by which it counts.
 */
export function driftOf(
  { find, jobs, environment, now }: Observed,
  { objects = [] }: NonNullable<EnvironmentStatus['deployment']>,
): Repair | undefined {
  const drift = findDrift(objects, find)
  if (drift === undefined) return undefined
  const recent = Math.max(jobs.all.filter((job) => isOver(job)).length, 1)
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(recent - 1, 20))
  const deployed = environment.status?.conditions?.find(({ type }) => type === 'Deployed')
  const since = new Date(deployed?.lastTransitionTime ?? 0).getTime()
  const waitMs = since + pauseMs - now.getTime()
  // What was made a moment ago may not have come by its watch yet.
  return now.getTime() - since < firstPauseMs ? { ...drift, gone: [], waitMs } : { ...drift, waitMs }
}

export interface Deployed {
  deployable: Deployable
  drift: Repair | undefined
}

/** Watches over what a Job has deployed, and leads the address to it. */
export function planDeployed(observed: Observed, draft: StatusDraft, { deployable, drift }: Deployed): Plan {
  const { settings, url } = deployable
  const route = routeOf(observed, deployable)
  const wanted = 'fault' in route ? [] : route.objects
  const apply = wanted.filter((object) => !isApplied(object, observed.find({ ...object, name: object.metadata.name })))
  const remove = observed.made.filter(
    ({ kind, name }) => !wanted.some((object) => object.kind === kind && object.metadata.name === name),
  )
  const unrouted = 'fault' in route ? route.fault : undefined
  if (unrouted === undefined) draft.withdraw('Routed')
  else draft.condition({ type: 'Routed', status: 'False', ...unrouted })
  const health = healthOf(observed, drift)
  const timeoutMs = settings.deployTimeoutMs
  const judged = judge(observed, draft, { url, health, timeoutMs, unrouted })
  noteAttempts(draft, settings)
  const times = [judged.requeueAfterMs, drift?.waitMs].filter((time) => time !== undefined)
  const requeueAfterMs = times.length === 0 ? undefined : Math.min(...times)
  return { ...judged, apply, remove, status: draft.finish(), requeueAfterMs }
}

/** What was brought may have its own way; else the address leads to the Service that is meant. */
function routeOf({ running }: Observed, deployable: Deployable): { objects: DesiredObject[] } | { fault: Fault } {
  const { settings, labels } = deployable
  if (settings.ingress === undefined) return { objects: [] }
  if (running.ingresses.some(({ metadata }) => metadata?.annotations?.[stampAnnotation] === undefined))
    return { objects: [] }
  const brought = running.services.filter(({ metadata }) => metadata?.annotations?.[stampAnnotation] === undefined)
  const chosen = chooseRoute(brought)
  if ('fault' in chosen) return chosen
  const { service, port } = chosen.route
  const backend = { name: service, port: { number: port } }
  const ingress = desiredIngress(deployable, { name: ingressName, labels, backend, settings: settings.ingress })
  return { objects: [stamped(ingress)] }
}

function healthOf({ running, now }: Observed, drift: Repair | undefined): WorkloadHealth {
  const health = workloadHealth(running)
  if (drift === undefined || drift.gone.length === 0) return health
  const at = toTime(new Date(now.getTime() + Math.max(drift.waitMs, 0)))
  const message = `What was deployed is no longer there: ${drift.gone.join(', ')}. It is deployed again at ${at}.`
  return { state: 'failing', reason: 'Drifted', message }
}
