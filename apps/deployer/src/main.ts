import { hearSignals } from '@catalyst/program'
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

process.exitCode = await run({ env: process.env, out: process.stdout, signal: stop.signal })
