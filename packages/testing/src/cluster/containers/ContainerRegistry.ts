import type { Image, Site } from '../machine/Image.ts'
import type { Machine } from '../machine/Machine.ts'
import type { ContainerLog } from './ContainerLog.ts'

/** A container that runs. */
export interface RunningContainer {
  readonly machine: Machine
  readonly image: Image
  readonly env: Readonly<Record<string, string>>
  readonly workdir: string
  /** What `attach` reads and writes: the input and output of its first process. */
  site(port: number): Site | undefined
}

/** What the node knows about the containers of its pods, for the routes that reach into them. */
export interface ContainerRegistry {
  /** Absent: it does not run now. */
  running(podUid: string, container: string): RunningContainer | undefined
  /** The log of this run, or of the one before. Absent: there was none. */
  log(podUid: string, container: string, options?: { previous?: boolean | undefined }): ContainerLog | undefined
}
