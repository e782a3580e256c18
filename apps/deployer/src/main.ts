import { hearSignals } from '@catalyst/program'
import { postRenderCommand } from './helm/helm.ts'
import { postRender } from './helm/postRender.ts'
import { run } from './run.ts'

/** Below the 30 s that Kubernetes gives a pod to end, with time to write the result. */
const endsWithinMs = 20_000

const stop = new AbortController()
void hearSignals().stopped({
  onStop(signal) {
    stop.abort(new Error(`stopped by ${signal}`))
    setTimeout(() => process.exit(1), endsWithinMs).unref()
  },
})
// Whoever reads the log may go.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const [command, ...args] = process.argv.slice(2)
process.exitCode =
  // Helm begins this very program anew to see what a chart renders.
  command === postRenderCommand
    ? await postRender(args, process)
    : await run({ env: process.env, out: process.stdout, signal: stop.signal })
