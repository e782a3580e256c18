import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stampAnnotation } from '@catalyst/operator/deployment'
import { DeployError } from '../DeployError.ts'
import type { Deployed, DeploymentTask } from '../Deployment.ts'
import { nameOf, type Manifest } from '../objects/ManifestObject.ts'
import { reportedObjects } from '../result/reportedObjects.ts'
import { freezeChart } from './freezeChart.ts'
import { findDrift } from './findDrift.ts'
import { isSameRelease } from './isSameRelease.ts'
import { openHelm } from './openHelm.ts'
import { prepareChart } from './prepareChart.ts'
import { prepareRendered } from './prepareRendered.ts'
import { readLive } from './readLive.ts'
import { recoverRelease } from './recoverRelease.ts'
import { renderChart, type RendererCommand } from './renderChart.ts'
import { upgradeRelease } from './upgradeRelease.ts'

export interface HelmTools {
  /** Path of Helm, or its name in PATH. */
  program: string
  renderer: RendererCommand
}

/** Installs or upgrades the release of an environment. What is as it should be is left alone. */
export async function applyChart(task: DeploymentTask, { program, renderer }: HelmTools): Promise<Deployed> {
  const { order, path, folder, log } = task
  const begun = performance.now()
  const secondsLeft = () => order.timeoutSeconds - (performance.now() - begun) / 1000
  const work = join(task.scratch, 'chart')
  await mkdir(work, { mode: 0o700 })
  const chart = { path: await prepareChart(path, folder), values: join(work, 'values.json') }
  await writeFile(chart.values, JSON.stringify(order.values ?? {}), { mode: 0o600, flag: 'wx' })
  const helm = await openHelm(task, program)
  const present = await recoverRelease(helm, { task, seconds: secondsLeft() })

  const rendered = await renderChart(helm, chart, { renderer, folder: work })
  const { release } = rendered
  const { name, version } = release.chart?.metadata ?? { name: 'of the order', version: '' }
  log(`Chart ${name} ${version} has ${count(rendered.objects, 'object')} and ${count(rendered.hooks, 'hook')}.`)
  const { objects, hooks } = prepareRendered(rendered, order)
  const there = await readLive([...objects, ...hooks], task)
  refuseKept(there)
  const live = there.slice(0, objects.length)

  const what = `${count(objects, 'object')} of chart ${name} ${version}`
  const description = describe(task)
  if (present !== undefined && isSameRelease(present, { objects, hooks, description, config: release.config })) {
    const comparisons = objects.map(({ object }, index) => ({ wanted: object, live: live[index] }))
    const drift = await findDrift(comparisons, task)
    if (drift === undefined) {
      return { message: `Revision ${present.version} is as it should be: ${what}.`, objects: reportOf(live) }
    }
    log(`${drift}: repairing it.`)
  }
  log(`${present === undefined ? 'Installing' : 'Upgrading'} release ${helm.release}.`)
  const frozen = { ...chart, path: join(work, 'frozen') }
  await freezeChart(release, [...objects, ...hooks], frozen.path)
  const revision = await upgradeRelease(helm, frozen, { task, description, seconds: secondsLeft() })
  return { message: `Revision ${revision}: ${what}.`, objects: reportOf(await readLive(objects, task)) }
}

/** What the operator keeps in the namespace is no chart's. @throws DeployError */
function refuseKept(live: Awaited<ReturnType<typeof readLive>>): void {
  const kept = live.find((object) => object?.metadata.annotations?.[stampAnnotation] !== undefined)
  if (kept === undefined) return
  throw new DeployError(`${nameOf(kept)}: the operator keeps an object of that name there. Choose another name.`, {
    reason: 'ApplyRefused',
  })
}

function reportOf(live: Awaited<ReturnType<typeof readLive>>): Deployed['objects'] {
  return reportedObjects(live.filter((object) => object !== undefined))
}

/** What `helm history` says of a revision: a new commit is a new one, also where it renders the same, so that its hooks run. */
function describe({ commitSha }: DeploymentTask): string {
  return commitSha === undefined ? 'Files of the template' : `Commit ${commitSha}`
}

function count(list: readonly Manifest[], noun: string): string {
  return `${list.length} ${noun}${list.length === 1 ? '' : 's'}`
}
