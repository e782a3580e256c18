import type { Job } from '@catalyst/kubernetes-client'
import { desiredAccount } from '../deployment/desiredAccount.ts'
import { desiredJob } from '../deployment/desiredJob.ts'
import { jobNameOf, jobNumberOf } from '../deployment/deployerNames.ts'
import type { DeploymentOrder } from '../deployment/deploymentOrderSchema.ts'
import { pullCopiesOf } from '../deployment/pullCopiesOf.ts'
import { jobStateOf } from '../deployment/jobStateOf.ts'
import { isApplied } from '../objects/isApplied.ts'
import type { DeployerSettings } from '../settings/OperatorSettings.ts'
import type { Observed } from './Observed.ts'
import { olderJobs } from './olderJobs.ts'
import type { Plan } from './Plan.ts'

export type Uninstall =
  /** `failure`: why it did not go well. */
  | { state: 'over'; failure?: string | undefined }
  | { state: 'waiting'; plan: Pick<Plan, 'apply' | 'remove' | 'copies' | 'begin' | 'requeueAfterMs'> }

export interface UninstallOptions {
  type: DeploymentOrder['type']
  /** Where it was deployed, and the labels that everything there has. */
  namespace: string
  labels: Readonly<Record<string, string>>
  deployer: DeployerSettings
}

/** The Job by which what a Job has deployed is taken away again. */
export function uninstallJobName({ environment: { metadata, status } }: Observed): string {
  const { revision = '', jobName } = status?.deployment ?? {}
  return jobNameOf('remove', metadata.name, { revision, number: jobNumberOf(jobName) + 1 })
}

/** Takes away what an environment's Jobs have deployed, by one more Job, once those before it have ended. */
export function uninstall(observed: Observed, { type, namespace, labels, deployer }: UninstallOptions): Uninstall {
  const { environment, jobs, find, now } = observed
  const name = uninstallJobName(observed)
  const reference = { apiVersion: 'batch/v1', kind: 'Job', name, namespace: environment.metadata.namespace }
  const job = find(reference) as Job | undefined
  const state = job === undefined ? undefined : jobStateOf(job, jobs.pods, { now })
  if (state?.state === 'over')
    return state.result.ok ? { state: 'over' } : { state: 'over', failure: state.result.message }
  const nothing = { apply: [], remove: [] }
  const older = olderJobs(observed, name)
  if (older.length > 0)
    return { state: 'waiting', plan: { ...nothing, remove: older.filter(({ isGoing }) => !isGoing) } }
  const lookAgain = state?.state === 'ending' ? { requeueAfterMs: 1000 } : {}
  if (state?.state === 'running') lookAgain.requeueAfterMs = state.until.getTime() - now.getTime() + 61_000
  if (job !== undefined) return { state: 'waiting', plan: { ...nothing, ...lookAgain } }
  const order: DeploymentOrder = {
    action: 'remove',
    type,
    namespace,
    name: environment.metadata.name,
    labels: { ...labels },
    host: '',
    timeoutSeconds: Math.ceil(deployer.timeoutMs / 1000),
  }
  const account = desiredAccount(environment, { namespace, labels })
  const apply = account.filter((object) => !isApplied(object, find({ ...object, ...object.metadata })))
  const begin = desiredJob(environment, { name, order, hasCredentials: false, settings: deployer })
  return { state: 'waiting', plan: { apply, remove: [], copies: pullCopiesOf(environment, deployer), begin } }
}
