import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeploymentTask } from '../Deployment.ts'
import type { Manifest } from '../objects/ManifestObject.ts'
import type { Helm } from './openHelm.ts'
import { parseRelease, type Release } from './readRelease.ts'
import { readRendered } from './readRendered.ts'

/** How to run this program as Helm's post-renderer: program and arguments, to which the folder is added. */
export type RendererCommand = readonly [program: string, ...args: string[]]

export interface ChartOnDisk {
  /** For Helm. */
  path: string
  /** File with the values. */
  values: string
  /** For what the post-renderer reads and writes. */
  folder: string
  renderer: RendererCommand
}

export interface RenderedChart {
  objects: Manifest[]
  hooks: Manifest[]
  /** Definitions of kinds, which a chart installs before the rest. */
  definitions: Manifest[]
  /** What the next revision would be. */
  release: Release
}

/** Writes what Helm is given beside the chart: values where only this process can read them, never in arguments. */
export async function writeInputs(path: string, task: DeploymentTask, renderer: RendererCommand): Promise<ChartOnDisk> {
  const folder = join(task.scratch, 'render')
  await mkdir(folder, { mode: 0o700 })
  const values = join(folder, 'values.json')
  await writeFile(values, JSON.stringify(task.order.values ?? {}), { mode: 0o600, flag: 'wx' })
  return { path, values, folder, renderer }
}

/** The arguments of an upgrade, which installs where there is nothing; `mode` is what the post-renderer does. */
export function upgradeArgs(helm: Helm, chart: ChartOnDisk, mode: 'collect' | 'label'): string[] {
  const [program, ...args] = chart.renderer
  return [
    'upgrade',
    helm.release,
    chart.path,
    '--install',
    // What a chart installs of kinds is never allowed, and already refused.
    '--skip-crds',
    // Else Helm takes the values of the last revision where there are none.
    '--reset-values',
    '--values',
    chart.values,
    '--output',
    'json',
    '--post-renderer',
    program,
    ...[...args, mode, chart.folder].flatMap((arg) => ['--post-renderer-args', arg]),
  ]
}

/**
 * Renders the chart as the next upgrade would, with the cluster's answers to its lookups, and changes nothing. Objects are caught before Helm
 * asks the cluster about them, so that all that is wrong can be told at once, and not what the cluster refuses first.
 */
export async function renderChart(helm: Helm, chart: ChartOnDisk): Promise<RenderedChart> {
  const definitions = readRendered(await helm.ask(['show', 'crds', chart.path]), 'crds/')
  const release = parseRelease(await helm.ask([...upgradeArgs(helm, chart, 'collect'), '--dry-run=server']))
  return {
    objects: readRendered(await readFile(join(chart.folder, renderedFile), 'utf8')),
    hooks: (release.hooks ?? []).flatMap(({ manifest, path }) => readRendered(manifest, path)),
    definitions,
    release,
  }
}

/** Where the post-renderer puts what it was given. */
export const renderedFile = 'rendered.yaml'
