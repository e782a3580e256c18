import type { ByteSink, ByteSource } from './ByteStream.ts'
import type { FileSystem } from './FileSystem.ts'
import type { Site } from './Image.ts'
import type { Process, SpawnOptions, TerminalSize } from './Process.ts'

/**
 * The inside of one container, simulated: files, processes, a shell and its commands. Nothing of the host can be reached.
 */
export interface Machine extends Disposable {
  readonly hostname: string
  readonly files: FileSystem
  readonly processes: readonly Process[]
  /** @throws CommandNotFoundError when argv[0] is no program here */
  spawn(argv: readonly string[], options: SpawnOptions): Process
  /** As `spawn`, on a terminal of its own: echo, line editing, Ctrl-C and Ctrl-D work as on Linux. */
  spawnOnTerminal(argv: readonly string[], options: TerminalOptions): TerminalProcess
  /** What answers on this port now; its own server, when that runs, logs the requests. */
  site(port: number): Site | undefined
  /** What it uses now: CPU in cores, memory in bytes. */
  usage(): { cpu: number; memory: number }
}

export interface TerminalOptions extends TerminalSize {
  env?: Readonly<Record<string, string>> | undefined
  cwd?: string | undefined
}

export interface TerminalProcess extends Process {
  /** What the person types. */
  readonly keys: ByteSink
  /** What the terminal is told to show. */
  readonly output: ByteSource
  resize(size: TerminalSize): void
}
