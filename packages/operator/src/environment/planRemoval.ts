import { startSeconds } from '../deployment/desiredJob.ts'
import type { EventDraft } from '../events/createEventRecorder.ts'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { toTime, type StatusDraft } from './StatusDraft.ts'
import { uninstall, uninstallJobName } from './uninstall.ts'

export type Removal =
  /** Nothing has to come before the namespace goes; `told` is what went wrong before. */
  { told?: EventDraft | undefined } | { plan: Plan }

/**
 * Uninstalls the Helm release of an environment that is being deleted, by a Job and before its namespace goes: a chart may have
 * to tidy up. It has its time; after that, and where no Job can run, the deletion goes on without it.
 */
export function planRemoval(observed: Observed, draft: StatusDraft, settings: OperatorSettings): Removal {
  const { environment, namespace, jobs, now } = observed
  const { metadata, status } = environment
  if (status?.template !== 'helm' || status.deployment?.jobName === undefined || jobs.isTerminating) return {}
  const { deployer } = settings
  const begun = new Date(metadata.deletionTimestamp ?? now).getTime()
  const until = new Date(begun + deployer.timeoutMs + startSeconds * 1000)
  const name = uninstallJobName(observed)
  const { name: home = '', labels } = namespace?.metadata ?? {}
  const done = uninstall(observed, { type: 'helm', namespace: home, labels: catalystLabels(labels), deployer })
  if (done.state === 'over') return done.failure === undefined ? {} : { told: warning('UninstallFailed', done.failure) }
  if (now >= until) return { told: warning('UninstallTimedOut', `The Job ${name} did not end by ${toTime(until)}.`) }

  const message = `The Job ${name} uninstalls its release. The deletion goes on when that is done, and at ${toTime(until)} in any case.`
  draft.condition({ type: 'Ready', status: 'False', reason: 'Deleting', message: 'It is being deleted.' })
  draft.condition({ type: 'Terminating', status: 'True', reason: 'Uninstalling', message })
  draft.enter('Deleting', message)
  const leftMs = until.getTime() - now.getTime() + 1000
  const requeueAfterMs = Math.min(leftMs, done.plan.requeueAfterMs ?? leftMs)
  return { plan: { ...done.plan, events: [], status: draft.finish(), requeueAfterMs } }
}

function warning(reason: string, message: string): EventDraft {
  return { type: 'Warning', reason, message: `${message} The deletion goes on without it.` }
}

/** Its project, which has them as well, may be gone. */
function catalystLabels(labels: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key.startsWith('catalyst.dev/')))
}
