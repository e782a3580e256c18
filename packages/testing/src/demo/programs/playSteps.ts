import type { ProcessContext } from '../../cluster/machine/Process.ts'

/** What a program writes next, and how long it then waits. */
export interface Step {
  /** With its line feed. */
  readonly text: string
  readonly stream?: 'stdout' | 'stderr' | undefined
  /** In milliseconds. @default 0 */
  readonly wait?: number | undefined
}

const encoder = new TextEncoder()

export interface PlayOptions {
  /** The last words when it is asked to end. @default none */
  goodbye?: string | undefined
  /** The exit code when it is asked to end. @default 0 */
  exitCode?: number | undefined
}

/** Writes steps by the clock of the machine until they are over, or until the process is asked to end. */
export async function playSteps(
  { stdout, stderr, clock, signal }: Pick<ProcessContext, 'stdout' | 'stderr' | 'clock' | 'signal'>,
  steps: Iterable<Step>,
  { goodbye, exitCode = 0 }: PlayOptions = {},
): Promise<number> {
  for (const { text, stream, wait = 0 } of steps) {
    if (text !== '') await (stream === 'stderr' ? stderr : stdout).write(encoder.encode(text))
    if (wait > 0 && !signal.aborted) await clock.sleep(wait, { signal }).catch(() => undefined)
    if (signal.aborted) {
      if (goodbye !== undefined) await stdout.write(encoder.encode(goodbye))
      return exitCode
    }
  }
  return 0
}
