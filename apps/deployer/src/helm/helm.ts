import type { Deployment } from '../Deployment.ts'
import { applyChart, type HelmTools } from './applyChart.ts'
import { removeRelease } from './removeRelease.ts'

/** The first argument with which this program is Helm's post-renderer. */
export const postRenderCommand = 'post-render'

/** Brings a chart by the real Helm. */
export function createHelm({ program, renderer }: HelmTools): Deployment {
  return {
    apply: (task) => applyChart(task, { program, renderer }),
    remove: (task) => removeRelease(task, program),
  }
}

/** By the Helm in PATH, with this very program for its post-renderer. */
export const helm: Deployment = createHelm({
  program: 'helm',
  renderer: [process.execPath, ...process.execArgv, process.argv[1] ?? '', postRenderCommand],
})
