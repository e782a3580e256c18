import type { Environment } from '@catalyst/api'
import type { DeployerSettings } from '../settings/OperatorSettings.ts'
import { pullSecretNameOf } from './deployerNames.ts'

/** A Secret of the platform that a Job of an environment needs a copy of, in the Job's namespace. */
export interface PullCopy {
  from: { namespace: string; name: string }
  /** What the copy is called. Nobody gets it by naming it: what begins with `deployer-` is no environment's to have. */
  name: string
}

/** Copies by which a node pulls the deployer's image. They are there while a Job runs. */
export function pullCopiesOf({ metadata }: Environment, { pullSecrets }: DeployerSettings): PullCopy[] {
  return pullSecrets.map((from, index) => ({ from, name: pullSecretNameOf(metadata.name, index) }))
}
