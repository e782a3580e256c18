import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { z } from 'zod'
import { DeployError, type DeployReason } from '../DeployError.ts'
import type { Deployed, DeploymentTask } from '../Deployment.ts'
import { checkRendered } from './checkRendered.ts'
import { findDrift } from './findDrift.ts'
import { openHelm } from './openHelm.ts'
import { platformLabelled } from './platformLabelled.ts'
import { orderFile, refusalFile } from './postRender.ts'
import { prepareChart } from './prepareChart.ts'
import { parseRelease, type Release } from './readRelease.ts'
import type { Rendered } from './readRendered.ts'
import { recoverRelease } from './recoverRelease.ts'
import { renderChart, upgradeArgs, writeInputs, type RenderedChart, type RendererCommand } from './renderChart.ts'
import { reportObjects } from './reportObjects.ts'
import { timeoutArgs } from './timeoutArgs.ts'
import { toHelmError } from './toHelmError.ts'
import { writeManifest } from './writeManifest.ts'

export interface HelmTools {
  program: string
  renderer: RendererCommand
}

/** Revisions that are kept. One to go back to is enough; each is a Secret of the environment. */
const keptRevisions = 5

/** Installs or upgrades the release of an environment. What is as it should be is left alone. */
export async function applyChart(task: DeploymentTask, { program, renderer }: HelmTools): Promise<Deployed> {
  const { order, path, folder, log, signal } = task
  const chart = await writeInputs(await prepareChart(path, folder), task, renderer)
  const helm = await openHelm(task, program)
  const limit = timeoutArgs(order)
  const present = await recoverRelease(helm, { log, timeoutArgs: limit })

  const rendered = await renderChart(helm, chart)
  const { name, version } = rendered.release.chart?.metadata ?? { name: 'of the order', version: '' }
  log(`Chart ${name} ${version} has ${count(rendered.objects, 'object')} and ${count(rendered.hooks, 'hook')}.`)
  checkRendered([...rendered.definitions, ...rendered.objects, ...rendered.hooks], order)

  const wanted = platformLabelled(rendered.objects, order.labels)
  const description = describe(order)
  const what = `${count(wanted, 'object')} of chart ${name} ${version}`
  if (present !== undefined && isSame(present, rendered, { manifest: writeManifest(wanted), description })) {
    const drift = await findDrift(wanted, task)
    if (drift === undefined) {
      return {
        message: `Revision ${present.version} is as it should be: ${what}.`,
        objects: await reportObjects(wanted, task),
      }
    }
    log(`${drift}: repairing it.`)
  }

  const { values: _values, files: _files, envVars: _variables, ...told } = order
  await writeFile(join(chart.folder, orderFile), JSON.stringify(told), { mode: 0o600, flag: 'wx' })
  log(`${present === undefined ? 'Installing' : 'Upgrading'} release ${helm.release}.`)
  const { code, stdout, stderr } = await helm.run([
    ...upgradeArgs(helm, chart, 'label'),
    ...limit,
    '--history-max',
    String(keptRevisions),
    '--description',
    description,
    // The namespace is the environment's alone: what is there already, of another template or of a run that was killed, becomes the chart's.
    '--take-ownership',
  ])
  for (const warning of stderr.matchAll(/^W\d{4} .*\] (.*)$/gm)) log(`Warning: ${warning[1]}`)
  if (code !== 0) throw (await refusal(chart.folder)) ?? toHelmError(stderr, task)
  signal.throwIfAborted()
  return { message: `Revision ${parseRelease(stdout).version}: ${what}.`, objects: await reportObjects(wanted, task) }
}

interface Wanted {
  manifest: string
  description: string
}

function isSame(present: Release, { release, hooks }: RenderedChart, { manifest, description }: Wanted): boolean {
  return (
    present.info.status === 'deployed' &&
    present.info.description === description &&
    present.manifest === manifest &&
    isDeepStrictEqual(present.config ?? {}, release.config ?? {}) &&
    hooks.length === (present.hooks ?? []).length &&
    isDeepStrictEqual(hookTexts(present), hookTexts(release))
  )
}

function hookTexts({ hooks }: Release): string[] {
  return (hooks ?? []).map(({ path, manifest }) => `${path}\n${manifest}`).sort()
}

/** What `helm history` says of a revision: a new commit is a new one, also where it renders the same, so that its hooks run. */
function describe({ source, files }: DeploymentOrder): string {
  if (files !== undefined) return 'Files of the template'
  return source?.commitSha === undefined ? `Branch ${source?.branch ?? 'by default'}` : `Commit ${source.commitSha}`
}

const refusalSchema = z.object({
  reason: z.custom<DeployReason>((reason) => typeof reason === 'string'),
  message: z.string(),
})

/** Why the post-renderer let nothing through, if it did not: charts can render something else each time. */
async function refusal(folder: string): Promise<DeployError | undefined> {
  const text = await readFile(join(folder, refusalFile), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const parsed = refusalSchema.safeParse(JSON.parse(text))
  return parsed.success ? new DeployError(parsed.data.message, { reason: parsed.data.reason }) : undefined
}

function count(list: readonly Rendered[], noun: string): string {
  return `${list.length} ${noun}${list.length === 1 ? '' : 's'}`
}
