import { fileURLToPath } from 'node:url'
import { run } from './run.ts'
import { untilStopped } from './untilStopped.ts'

/** Below the 5 s that a person is ready to wait; the rest of the shutdown is far below it. */
const maxShutdownMs = 4800

process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  // From src and from dist alike.
  dashboard: fileURLToPath(new URL('../../web/dist', import.meta.url)),
  out: process.stdout,
  err: process.stderr,
  stopped() {
    return untilStopped({ onStop: endInTime })
  },
})

/** Does nothing if the process has ended by itself. */
function endInTime(): void {
  setTimeout(() => process.exit(), maxShutdownMs).unref()
}
