import type { Fault } from '../strategies/Strategy.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { toTime, type StatusDraft } from './StatusDraft.ts'
import type { WorkloadHealth } from './workloadHealth.ts'

export interface Judgement {
  url: string
  health: WorkloadHealth
  /** How long what runs may take to come up, in milliseconds. */
  timeoutMs: number
  /** Why nothing leads to the address. */
  unrouted?: Fault | undefined
}

/** Ready, Degraded or Failed, by what runs. */
export function judge(observed: Observed, draft: StatusDraft, judgement: Judgement): Plan {
  const { now, environment } = observed
  const { url, unrouted, timeoutMs } = judgement
  const before = draft.phase
  const hasBeenReady = before === 'Ready' || before === 'Degraded'
  const isUp = judgement.health.state === 'available'
  draft.condition({
    type: 'Available',
    status: isUp ? 'True' : 'False',
    reason: judgement.health.reason,
    message: judgement.health.message,
  })
  const { health, leftMs } = withinTime(draft, judgement, { now, timeoutMs })
  const answer = unrouted?.message ?? `It answers at ${url}`
  draft.condition({
    type: 'Ready',
    status: isUp ? 'True' : 'False',
    reason: isUp ? 'Available' : health.reason,
    message: isUp ? answer : health.message,
  })
  if (isUp) {
    draft.set({
      url: unrouted === undefined ? url : undefined,
      readyAt: before === 'Ready' ? draft.value.readyAt : toTime(now),
    })
    draft.enter('Ready')
  } else if (health.state === 'progressing') {
    // What has answered once goes on answering while its next version rolls out.
    draft.enter(before === 'Ready' ? 'Ready' : 'Deploying', before === 'Ready' ? undefined : health.message)
  } else {
    draft.enter(hasBeenReady ? 'Degraded' : 'Failed', `${health.message}${stillAnswering(observed, draft)}`)
  }
  const changed = draft.phase !== (environment.status?.phase ?? 'Pending')
  const type = draft.phase === 'Ready' || draft.phase === 'Deploying' ? 'Normal' : 'Warning'
  const message = isUp ? answer : health.message
  return {
    apply: [],
    remove: [],
    events: changed ? [{ type, reason: draft.phase, message }] : [],
    requeueAfterMs: leftMs,
  }
}

/** Waiting has an end, which is told; whoever waits past it is stalled. */
function withinTime(
  draft: StatusDraft,
  { health }: Judgement,
  { now, timeoutMs }: { now: Date; timeoutMs: number },
): { health: WorkloadHealth; leftMs?: number } {
  if (health.state !== 'progressing') return { health }
  const since = (draft.value.conditions ?? [])
    .filter(
      ({ type, status }) => (type === 'Deployed' && status === 'True') || (type === 'Available' && status === 'False'),
    )
    .map(({ lastTransitionTime }) => new Date(lastTransitionTime).getTime())
  const until = Math.max(...since, 0) + timeoutMs
  const leftMs = until - now.getTime()
  if (leftMs > 0) {
    const message = `${health.message} It has time until ${toTime(new Date(until))}.`
    return { health: { ...health, message }, leftMs: leftMs + 1000 }
  }
  const message = `${health.message} It had ${Math.round(timeoutMs / 1000)} s. Look at the logs and events of its pods, then push a commit or try again.`
  return { health: { state: 'stalled', reason: 'RolloutTimedOut', message } }
}

/** A release that fails need not take away the one before: that is to be known to whoever reads of the failure. */
export function stillAnswering({ running }: Observed, { value: { url } }: StatusDraft): string {
  return url !== undefined && running.deployments.some(isPartlyUp) ? ` What ran before goes on answering at ${url}` : ''
}

function isPartlyUp({ status }: Observed['running']['deployments'][number]): boolean {
  return (status?.availableReplicas ?? 0) > 0
}
