import type { ByteSink, ByteSource } from '../../machine/ByteStream.ts'
import type { TerminalSize } from '../../machine/Process.ts'
import type { CommandOutcome } from './commandStatus.ts'

/** What a client and a command in a container say to each other, whatever protocol carries it. */
export interface CommandChannels {
  /** Ends when the client says so, or goes. Absent, as those below: the client did not ask for it. */
  readonly stdin?: ByteSource | undefined
  readonly stdout?: ByteSink | undefined
  readonly stderr?: ByteSink | undefined
  /** Calls back with each size of the client's terminal, the last one that has come already included. */
  readonly onResize: (listener: (size: TerminalSize) => void) => void
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
  /** Says how it ended, and closes the connection. */
  finish(outcome: CommandOutcome): Promise<void>
}

/** What a client asks of a command: PodExecOptions and PodAttachOptions (core/v1). */
export interface CommandOptions {
  readonly stdin: boolean
  readonly stdout: boolean
  readonly stderr: boolean
  readonly tty: boolean
  /** Empty: none is run. */
  readonly argv: readonly string[]
}
