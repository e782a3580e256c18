import type { Clock } from '../../clock/Clock.ts'
import type { MachineFiles } from '../files/MachineFiles.ts'
import type { Image } from '../Image.ts'
import type { Machine } from '../Machine.ts'
import type { Kernel } from './Kernel.ts'
import type { Runnable, RunnableOptions } from './resolveProgram.ts'

/** A machine as its own parts know it. */
export interface InnerMachine extends Machine {
  readonly files: MachineFiles
  readonly kernel: Kernel
  readonly clock: Clock
  readonly image: Image
  /** When it was made, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly startedAt: number
  /** @throws CommandNotFoundError */
  resolve(argv: readonly string[], options: RunnableOptions): Runnable
}
