import type { ByteSource } from '../ByteStream.ts'
import type { MachineFiles } from '../files/MachineFiles.ts'
import type { ProcessContext } from '../Process.ts'
import type { Access } from '../streams/openNode.ts'
import type { OpenFile } from '../streams/OpenFile.ts'
import type { InnerMachine } from './InnerMachine.ts'
import type { Task } from './Task.ts'

/** What a command of the base image sees: all that a program does, and the kernel. */
export interface CommandContext extends ProcessContext {
  /** What it was called, without folders. */
  readonly name: string
  /** The arguments after the name. */
  readonly args: readonly string[]
  readonly task: Task
  readonly machine: InnerMachine
  readonly files: MachineFiles
  readonly stdin: ByteSource
  readonly input: OpenFile
  /** Makes a path absolute. */
  path(path: string): string
  /** @throws FileError */
  open(path: string, access: Access): OpenFile
  readonly print: (text: string) => Promise<void>
  /** Writes `name: message` and a line feed to standard error. */
  readonly warn: (message: string) => Promise<void>
}

export type Command = (context: CommandContext) => Promise<number>
