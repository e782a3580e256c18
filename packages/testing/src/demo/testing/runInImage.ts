import { createClock } from '../../cluster/clock/createClock.ts'
import { createMachine } from '../../cluster/machine/createMachine.ts'
import type { Image } from '../../cluster/machine/Image.ts'

export interface RunOptions {
  image: Image
  env?: Record<string, string> | undefined
  /** How long it may run, in milliseconds of its clock. @default 60_000 */
  ms?: number | undefined
}

export interface RunResult {
  stdout: string
  stderr: string
  /** Absent: it still ran. */
  code?: number | undefined
}

/** Runs a command in a container of an image, as long as the clock is driven. */
export async function runInImage(
  argv: readonly string[],
  { image, env = {}, ms = 60_000 }: RunOptions,
): Promise<RunResult> {
  const clock = createClock({ now: Date.UTC(2026, 0, 2, 12), stopped: true })
  using machine = createMachine({ image, clock, hostname: 'web-0', env })
  const result: RunResult = { stdout: '', stderr: '' }
  const sink = (stream: 'stdout' | 'stderr') => ({
    async write(bytes: Uint8Array) {
      result[stream] += new TextDecoder().decode(bytes)
    },
    end: () => undefined,
  })
  const child = machine.spawn(argv, { stdout: sink('stdout'), stderr: sink('stderr') })
  void child.exit.then((code) => (result.code = code))
  for (let passed = 0; passed < ms && result.code === undefined; passed += 500) await clock.advance(500)
  return { ...result }
}
