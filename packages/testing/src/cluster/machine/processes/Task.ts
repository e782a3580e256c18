import type { Process, Signal } from '../Process.ts'
import type { OpenFile } from '../streams/OpenFile.ts'
import type { Terminal } from '../terminal/Terminal.ts'

/** What a task does when a signal comes, instead of ending. */
export type SignalAction = 'ignore' | (() => void)

/** A process as the kernel of a machine keeps it. */
export interface Task extends Process {
  /** `exec` changes it. */
  argv: readonly string[]
  readonly parentPid: number
  env: Readonly<Record<string, string>>
  cwd: string
  umask: number
  /** Its descriptors by number. It holds each of them and lets all go when it ends. */
  readonly descriptors: Map<number, OpenFile>
  readonly terminal: Terminal | undefined
  /** It learns of signals from `signal` and ends by itself; SIGKILL ends it all the same. */
  isGraceful: boolean
  /** Ctrl-C does not reach it. */
  readonly isBackground: boolean
  readonly startedAt: number
  readonly isEnded: boolean
  /** How long it computed so far, in milliseconds. */
  readonly cpuMs: number
  /** Whether it computes now, rather than waits. */
  readonly isBusy: boolean
  readonly signal: AbortSignal
  readonly actions: Map<Signal, SignalAction>
  /** A signal from another process of the machine; process 1 gets only those that it asks for, as on Linux. */
  deliver(signal: Signal): void
  /**
   * To be called in every round of what may take long, and awaited when it answers something: lets others run after some
   * milliseconds. @throws the reason of `signal` when it has ended
   */
  tick(): Promise<void> | undefined
}
