import type { Deployment } from '../Deployment.ts'
import { applyChart } from './applyChart.ts'
import { removeRelease } from './removeRelease.ts'

/** The first argument with which this program is Helm's post-renderer. */
export const postRenderCommand = 'post-render'

const program = 'helm'

/** Brings a chart by the Helm in PATH. */
export const helm: Deployment = {
  apply: (task) =>
    applyChart(task, {
      program,
      // This very program.
      renderer: [process.execPath, ...process.execArgv, process.argv[1] ?? '', postRenderCommand],
    }),
  remove: (task) => removeRelease(task, program),
}
