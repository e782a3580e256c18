import type { Clock } from '../../clock/Clock.ts'
import type { RunningContainer } from '../../containers/ContainerRegistry.ts'
import type { ByteSink } from '../../machine/ByteStream.ts'

interface CommandOptions {
  readonly clock: Clock
  readonly running: RunningContainer
  readonly timeoutMs: number
}

/** The longest output that is kept, in bytes, as kubelet does. */
const longest = 10_240

/** Runs a command in a container, for a probe or a hook. @throws CommandNotFoundError */
export async function runCommand(
  command: readonly string[],
  { clock, running, timeoutMs }: CommandOptions,
): Promise<{ exitCode: number; output: string }> {
  const chunks: Uint8Array[] = []
  let length = 0
  const sink: ByteSink = {
    async write(bytes) {
      if (length < longest) chunks.push(bytes.slice(0, longest - length))
      length += bytes.length
    },
    end: () => undefined,
  }
  const process = running.machine.spawn(command, { cwd: running.workdir, stdout: sink, stderr: sink })
  let isLate = false
  using _timer = clock.setTimer(() => {
    isLate = true
    process.kill('SIGKILL')
  }, timeoutMs)
  const exitCode = await process.exit
  if (isLate) {
    const output = `command timed out: "${command.join(' ')}" timed out after ${timeoutMs / 1000}s`
    return { exitCode, output }
  }
  return { exitCode, output: Buffer.concat(chunks).toString() }
}
