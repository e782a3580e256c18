import type { DeploymentTask } from '../Deployment.ts'
import type { Helm } from './openHelm.ts'
import { parseRelease } from './readRelease.ts'
import { timeoutArgs } from './timeoutArgs.ts'
import { toHelmError } from './toHelmError.ts'
import { upgradeArgs, type ChartOnDisk } from './upgradeArgs.ts'

/** Revisions that are kept. One to go back to is enough; each is a Secret of the environment. */
const keptRevisions = 5

export interface UpgradeOptions {
  task: DeploymentTask
  /** For `helm history`. */
  description: string
  /** How long hooks may take together, in seconds. */
  seconds: number
}

/**
 * Has Helm bring a chart. It does not wait for pods: the operator follows them, and can say what is wrong with one.
 * @returns the revision.
 */
export async function upgradeRelease(helm: Helm, chart: ChartOnDisk, options: UpgradeOptions): Promise<number> {
  const { task, description, seconds } = options
  const { code, stdout, stderr } = await helm.run([
    ...upgradeArgs(helm, chart),
    ...timeoutArgs(seconds),
    '--history-max',
    String(keptRevisions),
    '--description',
    description,
    // The values were checked against the schema when the chart was rendered.
    '--skip-schema-validation',
    // The namespace is the environment's alone: what another template or a run that was killed left there becomes the chart's.
    '--take-ownership',
  ])
  if (code === 0) return parseRelease(stdout).version
  throw toHelmError(stderr, task)
}
