import { fileURLToPath } from 'node:url'
import { hearSignals } from '@catalyst/program'
import { run } from './run.ts'

/** Below the 5 s that a person is ready to wait; the rest of the shutdown is far below it. */
const personWaitsMs = 4800
/** Below the 10 s after which patient supervisors lose their patience too. */
const supervisorWaitsMs = 9000

const signals = hearSignals()

// Whoever reads may go; what can't be written is counted where that matters.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  // From src and from dist alike.
  dashboard: fileURLToPath(new URL('../../web/dist', import.meta.url)),
  out: process.stdout,
  err: process.stderr,
  stopped: ({ delayMs }) =>
    signals.stopped({
      onStop: (signal) => endWithin(signal === 'SIGTERM' ? delayMs + supervisorWaitsMs : personWaitsMs),
    }),
  onReopen: signals.onReopen,
})

/** Does nothing if the process has ended by itself. */
function endWithin(ms: number): void {
  setTimeout(() => process.exit(), ms).unref()
}
