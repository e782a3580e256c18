import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { DeployError } from '../DeployError.ts'
import type { Deployed, DeploymentTask } from '../Deployment.ts'
import { nameOf, type Manifest } from '../objects/ManifestObject.ts'
import { reportedObjects } from '../result/reportedObjects.ts'
import { findDrift } from './findDrift.ts'
import { isSameRelease } from './isSameRelease.ts'
import { openHelm } from './openHelm.ts'
import { prepareChart } from './prepareChart.ts'
import { prepareRendered } from './prepareRendered.ts'
import { readLive } from './readLive.ts'
import { recoverRelease } from './recoverRelease.ts'
import { renderChart, writeInputs, type RendererCommand } from './renderChart.ts'
import { upgradeRelease } from './upgradeRelease.ts'
import { writeManifest } from './writeManifest.ts'

export interface HelmTools {
  /** Path of Helm, or its name in PATH. */
  program: string
  renderer: RendererCommand
}

/** By which the operator knows what is its own. */
const operatorStamp = 'catalyst.dev/applied'

/** Installs or upgrades the release of an environment. What is as it should be is left alone. */
export async function applyChart(task: DeploymentTask, { program, renderer }: HelmTools): Promise<Deployed> {
  const { order, path, folder, log } = task
  const begun = performance.now()
  const secondsLeft = () => order.timeoutSeconds - (performance.now() - begun) / 1000
  const chart = await writeInputs(await prepareChart(path, folder), task, renderer)
  const helm = await openHelm(task, program)
  const present = await recoverRelease(helm, { log, seconds: secondsLeft() })

  const rendered = await renderChart(helm, chart)
  const { name, version } = rendered.release.chart?.metadata ?? { name: 'of the order', version: '' }
  log(`Chart ${name} ${version} has ${count(rendered.objects, 'object')} and ${count(rendered.hooks, 'hook')}.`)
  const wanted = prepareRendered(rendered.objects, order, rendered)
  const live = await readLive(wanted, task)
  const kept = live.find((object) => object?.metadata.annotations?.[operatorStamp] !== undefined)
  if (kept !== undefined) {
    throw new DeployError(`${nameOf(kept)}: the operator keeps an object of that name there. Choose another name.`, {
      reason: 'ApplyRefused',
    })
  }

  const what = `${count(wanted, 'object')} of chart ${name} ${version}`
  const description = describe(order)
  const next = { ...rendered.release, manifest: writeManifest(wanted), info: { status: 'deployed', description } }
  if (present !== undefined && isSameRelease(present, next)) {
    const comparisons = wanted.map(({ object }, index) => ({ wanted: object, live: live[index] }))
    const drift = await findDrift(comparisons, task)
    if (drift === undefined) {
      return { message: `Revision ${present.version} is as it should be: ${what}.`, objects: reportOf(live) }
    }
    log(`${drift}: repairing it.`)
  }
  log(`${present === undefined ? 'Installing' : 'Upgrading'} release ${helm.release}.`)
  const revision = await upgradeRelease(helm, chart, { task, description, seconds: secondsLeft() })
  return { message: `Revision ${revision}: ${what}.`, objects: reportOf(await readLive(wanted, task)) }
}

function reportOf(live: Awaited<ReturnType<typeof readLive>>): Deployed['objects'] {
  return reportedObjects(live.filter((object) => object !== undefined))
}

/** What `helm history` says of a revision: a new commit is a new one, also where it renders the same, so that its hooks run. */
function describe({ source, files }: DeploymentOrder): string {
  if (files !== undefined) return 'Files of the template'
  return source?.commitSha === undefined ? `Branch ${source?.branch ?? 'by default'}` : `Commit ${source.commitSha}`
}

function count(list: readonly Manifest[], noun: string): string {
  return `${list.length} ${noun}${list.length === 1 ? '' : 's'}`
}
