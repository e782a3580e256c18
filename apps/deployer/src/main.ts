import { hearSignals } from '@catalyst/program'
import { postRenderCommand } from './helm/helm.ts'
import { postRender } from './helm/postRender.ts'
import { toResult } from './result/toResult.ts'
import { writeResult } from './result/writeResult.ts'
import { run } from './run.ts'
import { StoppedError } from './StoppedError.ts'

/** Below the 30 s that Kubernetes gives a pod to end, with time to write the result. */
const endsWithinMs = 20_000

// Whoever reads the log may go.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const [command, ...args] = process.argv.slice(2)
// Helm begins this very program anew to see what a chart renders.
process.exitCode = command === postRenderCommand ? await postRender(args, process) : await deploy()

async function deploy(): Promise<number> {
  const { env, stdout } = process
  const stop = new AbortController()
  const giveUp = (error: unknown) => {
    writeResult(env, toResult(error))
    process.exit(1)
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      console.error(error)
      giveUp(error)
    })
  }
  void hearSignals().stopped({
    onStop(signal) {
      stop.abort(new Error(`stopped by ${signal}`))
      setTimeout(() => giveUp(new StoppedError()), endsWithinMs).unref()
    },
  })
  return run({ env, out: stdout, signal: stop.signal })
}
