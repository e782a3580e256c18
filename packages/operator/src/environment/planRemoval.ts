import { desiredAccount } from '../deployment/desiredAccount.ts'
import { desiredJob, startSeconds } from '../deployment/desiredJob.ts'
import { jobNameOf, jobNumberOf } from '../deployment/deployerNames.ts'
import type { DeploymentOrder } from '../deployment/deploymentOrderSchema.ts'
import { jobStateOf } from '../deployment/jobStateOf.ts'
import type { Job } from '@catalyst/kubernetes-client'
import type { EventDraft } from '../events/createEventRecorder.ts'
import { isApplied } from '../objects/isApplied.ts'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { olderJobs } from './planOrder.ts'
import { toTime, type StatusDraft } from './StatusDraft.ts'

export type Removal =
  /** Nothing has to come before the namespace goes; `told` is what went wrong before. */
  { told?: EventDraft | undefined } | { plan: Plan }

/**
 * Uninstalls the Helm release of an environment that is being deleted, by a Job and before its namespace goes: a chart may have
 * to tidy up. It has its time; after that, and where no Job can run, the deletion goes on without it.
 */
export function planRemoval(observed: Observed, draft: StatusDraft, settings: OperatorSettings): Removal {
  const { environment, namespace, jobs, find, now } = observed
  const { metadata, status } = environment
  const { revision = '', jobName } = status?.deployment ?? {}
  if (status?.template !== 'helm' || jobName === undefined || jobs.isTerminating) return {}
  const until = new Date(
    new Date(metadata.deletionTimestamp ?? now).getTime() + settings.deployer.timeoutMs + startSeconds * 1000,
  )
  const name = jobNameOf('remove', metadata.name, { revision, number: jobNumberOf(jobName) + 1 })
  const reference = { apiVersion: 'batch/v1', kind: 'Job', name, namespace: metadata.namespace }
  const job = find(reference) as Job | undefined
  const state = job === undefined ? undefined : jobStateOf(job, jobs.pods, { now })
  if (state?.state === 'over') return state.result.ok ? {} : { told: warning('UninstallFailed', state.result.message) }
  if (now >= until) return { told: warning('UninstallTimedOut', `The Job ${name} did not end by ${toTime(until)}.`) }

  const message = `The Job ${name} uninstalls its release. The deletion goes on when that is done, and at ${toTime(until)} in any case.`
  draft.condition({ type: 'Ready', status: 'False', reason: 'Deleting', message: 'It is being deleted.' })
  draft.condition({ type: 'Terminating', status: 'True', reason: 'Uninstalling', message })
  draft.enter('Deleting', message)
  const requeueAfterMs = state?.state === 'ending' ? 1000 : until.getTime() - now.getTime() + 1000
  const waiting: Plan = { apply: [], remove: [], events: [], status: draft.finish(), requeueAfterMs }
  const older = olderJobs(observed, name)
  if (older.length > 0) return { plan: { ...waiting, remove: older.filter(({ isGoing }) => !isGoing) } }
  if (job !== undefined) return { plan: waiting }
  const labels = catalystLabels(namespace?.metadata?.labels)
  const order: DeploymentOrder = {
    action: 'remove',
    type: 'helm',
    namespace: namespace?.metadata?.name ?? '',
    name: metadata.name,
    labels,
    host: '',
    timeoutSeconds: Math.ceil(settings.deployer.timeoutMs / 1000),
  }
  const account = desiredAccount(environment, { namespace: order.namespace, labels })
  const apply = account.filter((object) => !isApplied(object, find({ ...object, ...object.metadata })))
  const begin = desiredJob(environment, { name, order, hasCredentials: false, settings: settings.deployer })
  return { plan: { ...waiting, apply, begin } }
}

function warning(reason: string, message: string): EventDraft {
  return { type: 'Warning', reason, message: `${message} The deletion goes on without it.` }
}

/** Its project, which has them as well, may be gone. */
function catalystLabels(labels: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key.startsWith('catalyst.dev/')))
}
