import { randomBytes } from 'node:crypto'
import type { RunningContainer } from '../../containers/ContainerRegistry.ts'
import type { ByteSink } from '../../machine/ByteStream.ts'
import { CommandNotFoundError } from '../../machine/CommandNotFoundError.ts'
import type { TerminalSize } from '../../machine/Process.ts'
import type { CommandChannels, CommandOptions } from './CommandChannels.ts'
import type { CommandOutcome } from './commandStatus.ts'
import { pump } from './pump.ts'

/** What a terminal is before its client has told its size. */
const defaultSize: TerminalSize = { columns: 80, rows: 24 }

/**
 * Runs a command in a container until it and its output have ended. When the client goes its input ends, writing breaks its
 * pipe, and its terminal is hung up. (A node with containerd leaves alone what does not care for the end of its input, for
 * ever; in a simulated one nobody would ever come to end it.)
 */
export async function runCommand(
  container: RunningContainer,
  { argv, tty }: Pick<CommandOptions, 'argv' | 'tty'>,
  channels: CommandChannels,
): Promise<CommandOutcome> {
  if (argv.length === 0) return { failure: describe('args must not be empty') }
  try {
    const exitCode = await (tty ? runOnTerminal : runOnPipes)(container, argv, channels)
    return { exitCode }
  } catch (error) {
    if (!(error instanceof CommandNotFoundError)) throw error
    return { failure: describe(`unable to start container process: ${error.message}`) }
  }
}

async function runOnPipes(container: RunningContainer, argv: readonly string[], channels: CommandChannels) {
  const stdout = watch(channels.stdout)
  const stderr = watch(channels.stderr)
  const { env, workdir: cwd, machine } = container
  const process = machine.spawn(argv, { env, cwd, stdin: channels.stdin, stdout: stdout.sink, stderr: stderr.sink })
  // What it has left behind may go on writing, and the client goes on reading.
  const [exitCode] = await Promise.all([process.exit, stdout.ended, stderr.ended])
  return exitCode
}

async function runOnTerminal(container: RunningContainer, argv: readonly string[], channels: CommandChannels) {
  let size = defaultSize
  let apply = (next: TerminalSize): void => {
    size = next
  }
  channels.onResize((next) => apply(next))
  const { env, workdir: cwd, machine } = container
  const process = machine.spawnOnTerminal(argv, { env, cwd, ...size })
  apply = (next) => process.resize(next)
  // The end of what is typed is nothing to a terminal.
  void pump(channels.stdin, process.keys)
  const hangUp = () => process.keys.end()
  channels.signal.addEventListener('abort', hangUp, { once: true })
  if (channels.signal.aborted) hangUp()
  await pump(process.output, channels.stdout)
  channels.signal.removeEventListener('abort', hangUp)
  return process.exit
}

/** A sink that tells when it has been ended; what nobody asked for is thrown away. */
function watch(target: ByteSink | undefined): { sink: ByteSink; ended: Promise<void> } {
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  const sink: ByteSink = {
    async write(bytes) {
      await target?.write(bytes)
    },
    end() {
      target?.end()
      resolve()
    },
  }
  return { sink, ended }
}

/** As containerd and runc say it. */
function describe(reason: string): string {
  const id = randomBytes(32).toString('hex')
  const runtime = `OCI runtime exec failed: exec failed: ${reason}: unknown`
  return `error executing command in container: failed to exec in container: failed to start exec "${id}": ${runtime}`
}
