import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Manifest } from '../objects/ManifestObject.ts'
import type { Helm } from './openHelm.ts'
import { parseRelease, readHooks, type Release } from './readRelease.ts'
import { readRendered } from './readRendered.ts'
import { upgradeArgs, type ChartOnDisk } from './upgradeArgs.ts'

/** How to run this program as Helm's post-renderer: program and arguments, to which the file is added that it writes. */
export type RendererCommand = readonly [program: string, ...args: string[]]

export interface RenderOptions {
  renderer: RendererCommand
  /** For what is rendered. */
  folder: string
}

export interface RenderedChart {
  objects: Manifest[]
  hooks: Manifest[]
  /** Definitions of kinds, which a chart installs before the rest. */
  definitions: Manifest[]
  /** What the next revision would be, but for its objects. */
  release: Release
}

/**
 * Renders the chart as the next upgrade would, with the cluster's answers to its lookups, and changes nothing. Objects are caught before Helm
 * asks the cluster about them, so that all that is wrong can be told at once, and not what the cluster refuses first.
 */
export async function renderChart(helm: Helm, chart: ChartOnDisk, options: RenderOptions): Promise<RenderedChart> {
  const file = join(options.folder, 'rendered.yaml')
  const [program, ...args] = options.renderer
  const renderer = ['--post-renderer', program, ...[...args, file].flatMap((arg) => ['--post-renderer-args', arg])]
  const definitions = readRendered(await helm.ask(['show', 'crds', chart.path]), 'crds/')
  const release = parseRelease(await helm.ask([...upgradeArgs(helm, chart), ...renderer, '--dry-run=server']))
  return { objects: readRendered(await readFile(file, 'utf8')), hooks: readHooks(release), definitions, release }
}
