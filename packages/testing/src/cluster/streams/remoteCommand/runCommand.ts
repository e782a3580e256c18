import type { RunningContainer } from '../../containers/ContainerRegistry.ts'
import type { ByteSink, ByteSource } from '../../machine/ByteStream.ts'
import { CommandNotFoundError } from '../../machine/CommandNotFoundError.ts'
import type { TerminalSize } from '../../machine/Process.ts'
import type { CommandChannels } from './CommandChannels.ts'
import { type CommandStatus, exitStatus, failureStatus } from './commandStatus.ts'

export interface Command {
  readonly argv: readonly string[]
  readonly tty: boolean
}

/** What a terminal is before its client has told its size. */
const defaultSize: TerminalSize = { columns: 80, rows: 24 }

/** Runs a command in a container until it and its output have ended. */
export async function runCommand(
  container: RunningContainer,
  command: Command,
  channels: CommandChannels,
): Promise<CommandStatus> {
  try {
    return exitStatus(await (command.tty ? runOnTerminal : runOnPipes)(container, command.argv, channels))
  } catch (error) {
    if (error instanceof CommandNotFoundError) return failureStatus(describe(error))
    throw error
  }
}

async function runOnPipes(container: RunningContainer, argv: readonly string[], channels: CommandChannels) {
  const stdout = watched(channels.stdout)
  const stderr = watched(channels.stderr)
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
  const hangUp = () => process.keys.end()
  channels.signal.addEventListener('abort', hangUp, { once: true })
  if (channels.signal.aborted) hangUp()
  void type(channels.stdin, process.keys)
  await show(process.output, channels.stdout)
  const exitCode = await process.exit
  channels.signal.removeEventListener('abort', hangUp)
  return exitCode
}

/** A terminal has no end of its input: that of a client that stops typing is nothing to it. */
async function type(from: ByteSource | undefined, keys: ByteSink): Promise<void> {
  try {
    for await (const bytes of from ?? []) await keys.write(bytes)
  } catch {
    // The command has ended: there is nobody to type for.
  }
}

async function show(output: ByteSource, to: ByteSink | undefined): Promise<void> {
  try {
    for await (const bytes of output) await to?.write(bytes)
  } catch {
    // The client has gone.
  }
}

/** A sink that tells when it has been ended; what nobody asked for is thrown away. */
function watched(target: ByteSink | undefined): { sink: ByteSink; ended: Promise<void> } {
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
function describe({ message }: CommandNotFoundError): string {
  const runtime = 'OCI runtime exec failed: exec failed: unable to start container process'
  return `error executing command in container: failed to exec in container: failed to start exec: ${runtime}: ${message}`
}
