import type { ByteSink } from '../machine/ByteStream.ts'
import type { Image, Site } from '../machine/Image.ts'
import type { Machine } from '../machine/Machine.ts'
import type { TerminalSize } from '../machine/Process.ts'
import type { ContainerLog } from './ContainerLog.ts'
import type { ContainerOutput } from './createContainerOutput.ts'

/** A container that runs. */
export interface RunningContainer {
  readonly machine: Machine
  readonly image: Image
  readonly env: Readonly<Record<string, string>>
  readonly workdir: string
  /** What answers on this port now. */
  site(port: number): Site | undefined
  /** Its first process, for `attach`. Absent: nobody can attach. */
  readonly main?: MainProcess | undefined
}

/** What `attach` reads and writes: the input and output of a container's first process. */
export interface MainProcess {
  /** The container has `tty: true`. */
  readonly tty: boolean
  readonly output: Pick<ContainerOutput, 'subscribe' | 'ended'>
  /** Its standard input, or the keys of its terminal. Absent: the container does not have `stdin: true`. */
  readonly stdin?: ByteSink | undefined
  /** The container has `stdinOnce: true`: its input ends with the first client that goes. */
  readonly stdinOnce?: boolean | undefined
  resize?(size: TerminalSize): void
}

/** What the node knows about the containers of its pods, for the routes that reach into them. */
export interface ContainerRegistry {
  /** Absent: it does not run now. */
  running(podUid: string, container: string): RunningContainer | undefined
  /** The log of the latest run, whether it has ended or not, or of the one before. Absent: there was none. */
  log(podUid: string, container: string, options?: { previous?: boolean | undefined }): ContainerLog | undefined
}
