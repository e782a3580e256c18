import { fileURLToPath } from 'node:url'
import { hearSignals } from '@catalyst/program'
import { run } from './run.ts'

/** Below the 10 s after which patient supervisors lose their patience. */
const endsWithinMs = 9000

const signals = hearSignals()
// Whoever reads the log may go.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  // From src and from dist alike.
  deploy: fileURLToPath(new URL('../../../deploy', import.meta.url)),
  stopped: () => signals.stopped({ onStop: () => void setTimeout(() => process.exit(), endsWithinMs).unref() }),
})
