import type { Clock } from '../clock/Clock.ts'
import type { ByteSink, ByteSource } from './ByteStream.ts'
import type { Machine } from './Machine.ts'

export type Signal =
  | 'SIGHUP'
  | 'SIGINT'
  | 'SIGQUIT'
  | 'SIGKILL'
  | 'SIGUSR1'
  | 'SIGUSR2'
  | 'SIGPIPE'
  | 'SIGALRM'
  | 'SIGTERM'
  | 'SIGCHLD'
  | 'SIGCONT'
  | 'SIGSTOP'
  | 'SIGTSTP'
  | 'SIGWINCH'

export interface TerminalSize {
  columns: number
  rows: number
}

/** A process that runs on a machine. */
export interface Process {
  readonly pid: number
  readonly argv: readonly string[]
  /** The exit code, 128 + number of the signal that ended it. Never rejects. */
  readonly exit: Promise<number>
  /** From outside of the machine. Process 1 gets a signal other than SIGKILL only if it asks for it, as on Linux. */
  kill(signal: Signal): void
}

/** What a program sees of the world. */
export interface ProcessContext {
  readonly pid: number
  /** argv[0] is the name it was called by. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly stdin: ByteSource
  readonly stdout: ByteSink
  readonly stderr: ByteSink
  /** Aborted when the process is to end; the reason is the `Signal`. */
  readonly signal: AbortSignal
  readonly machine: Machine
  readonly clock: Clock
}

/** What runs in a process; its result is the exit code. What it throws is written to stderr and ends it with 1. */
export type Program = (context: ProcessContext) => Promise<number>

export interface SpawnOptions {
  env?: Readonly<Record<string, string>> | undefined
  cwd?: string | undefined
  /** @default empty */
  stdin?: ByteSource | undefined
  /** Ended, as `stderr`, when the last process that can write to it is gone. Both may be the same. */
  stdout: ByteSink
  stderr: ByteSink
}
