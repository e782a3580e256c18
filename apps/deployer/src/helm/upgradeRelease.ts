import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DeployError, type DeployReason } from '../DeployError.ts'
import type { DeploymentTask } from '../Deployment.ts'
import type { Helm } from './openHelm.ts'
import { orderFile, refusalFile } from './postRender.ts'
import { parseRelease } from './readRelease.ts'
import { upgradeArgs, type ChartOnDisk } from './renderChart.ts'
import { timeoutArgs } from './timeoutArgs.ts'
import { toHelmError } from './toHelmError.ts'

/** Revisions that are kept. One to go back to is enough; each is a Secret of the environment. */
const keptRevisions = 5

export interface UpgradeOptions {
  task: DeploymentTask
  /** For `helm history`. */
  description: string
  /** How long hooks may take together, in seconds. */
  seconds: number
}

/** Has Helm bring the chart. It does not wait for pods: the operator follows them, and can say what is wrong with one. @returns the revision. */
export async function upgradeRelease(helm: Helm, chart: ChartOnDisk, options: UpgradeOptions): Promise<number> {
  const { task, description, seconds } = options
  const { values: _values, files: _files, envVars: _variables, ...told } = task.order
  await writeFile(join(chart.folder, orderFile), JSON.stringify(told), { mode: 0o600, flag: 'wx' })
  const { code, stdout, stderr } = await helm.run([
    ...upgradeArgs(helm, chart, 'label'),
    ...timeoutArgs(seconds),
    '--history-max',
    String(keptRevisions),
    '--description',
    description,
    // The namespace is the environment's alone: what another template or a run that was killed left there becomes the chart's.
    '--take-ownership',
  ])
  if (code === 0) return parseRelease(stdout).version
  throw (await refusalOf(chart.folder)) ?? toHelmError(stderr, task)
}

const refusalSchema = z.object({
  reason: z.custom<DeployReason>((reason) => typeof reason === 'string'),
  message: z.string(),
})

/** Why the post-renderer let nothing through, if it did not: charts can render something else each time. */
async function refusalOf(folder: string): Promise<DeployError | undefined> {
  const text = await readFile(join(folder, refusalFile), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { message, reason } = refusalSchema.parse(JSON.parse(text))
  return new DeployError(message, { reason })
}
