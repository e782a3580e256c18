import type { OpenFile } from '../streams/OpenFile.ts'
import type { Terminal } from '../terminal/Terminal.ts'
import type { Task } from './Task.ts'

/** The processes of a machine. */
export interface Kernel {
  readonly tasks: ReadonlyMap<number, Task>
  /** How long all processes, gone ones too, computed, in milliseconds. */
  readonly cpuMs: number
  start(options: StartOptions): Task
  /** Ends every process. */
  endAll(): void
}

export interface StartOptions {
  argv: readonly string[]
  env: Readonly<Record<string, string>>
  cwd: string
  umask?: number | undefined
  parent?: Task | undefined
  /** The task takes them over. */
  descriptors: Map<number, OpenFile>
  /** @default that of the parent */
  terminal?: Terminal | undefined
  isBackground?: boolean | undefined
  /** @default false */
  isGraceful?: boolean | undefined
  run: (task: Task) => Promise<number>
}
