import type { ExecStatus, TerminalSize } from '@catalyst/api/exec-frames'
import { ExecError } from '../errors/ExecError.ts'
import { isExecError } from '../errors/guards.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { endShell } from './endShell.ts'
import type { ExecStdin, CommandStream } from './CommandStream.ts'
import { execStream, type ExecTargetOptions } from './execStream.ts'
import { TerminalResizeQueue } from './TerminalResizeQueue.ts'
import { describe } from './toExecError.ts'

export interface ShellSessionOptions extends ExecTargetOptions {
  /** The terminal's size from the first prompt on. */
  size?: TerminalSize | undefined
  /** @default bash, or sh where there is none */
  command?: readonly string[] | undefined
  /** Output that may wait for its reader before the container is slowed down, in bytes. @default 256 KiB */
  bufferBytes?: number | undefined
}

/** An interactive shell in a terminal. */
export interface ShellSession extends AsyncDisposable {
  /** What the terminal is to show. Whoever reads slowly slows the container down. */
  readonly output: AsyncIterable<Uint8Array>
  readonly stdin: ExecStdin
  /** How it ended. @throws ExecError when the connection was lost. */
  readonly status: Promise<ExecStatus>
  readonly exitCode: Promise<number | undefined>
  resize(size: TerminalSize): void
  pause(): void
  resume(): void
  /**
   * Ends the shell and what runs in it: end of input, then a hang-up, then by force, for which the image needs `sh`.
   * Resolves to whether it is known to have ended.
   */
  end(): Promise<boolean>
  /** Closes the connection alone. The shell may go on in the container; see {@link ShellSession.end}. */
  close(): void
}

/** By this variable in their environment the processes of a session are found again. */
export const sessionVariable = 'CATALYST_SHELL_SESSION'

/** A shell whose prompt is empty shows nothing; it is taken to run after this time. */
const firstSignMs = 1000

/**
 * Opens a shell in a container, bash where there is one, else sh.
 * @throws ExecError as `execStream` does, and `CommandNotFound` for a container without any shell.
 */
export async function createShellSession(
  kubeConfig: ClusterAccess,
  options: ShellSessionOptions,
): Promise<ShellSession> {
  const { namespace, pod, container, impersonate, signal, size, bufferBytes } = options
  const session = globalThis.crypto.randomUUID()
  const command = options.command ?? ['sh', '-c', findShell(session)]
  const stream = await execStream(kubeConfig, {
    namespace,
    pod,
    container,
    impersonate,
    signal,
    command,
    bufferBytes,
    tty: true,
    stdin: true,
  })
  const sizes = new TerminalResizeQueue((next) => stream.resize(next))
  if (size) sizes.push(size)
  const output = stream.stdout[Symbol.asyncIterator]()
  const first = output.next()
  first.catch(() => {})
  await confirmRunning(stream, first, options)
  return {
    output: replay(first, output),
    stdin: stream.stdin,
    status: stream.status,
    exitCode: stream.exitCode,
    resize: (next) => sizes.push(next),
    pause: () => stream.pause(),
    resume: () => stream.resume(),
    end: () =>
      endShell(kubeConfig, {
        namespace,
        pod,
        container,
        impersonate,
        stream,
        session: options.command ? undefined : session,
      }),
    close: () => stream.close(),
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  }
}

/** One command that becomes the shell. `exec` leaves no second process behind that a signal would have to pass. */
function findShell(session: string): string {
  return `export TERM="\${TERM:-xterm-256color}" ${sessionVariable}=${session}; command -v bash >/dev/null 2>&1 && exec bash; exec sh`
}

async function confirmRunning(stream: CommandStream, first: Promise<unknown>, options: ShellSessionOptions) {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise((resolve) => (timer = setTimeout(resolve, firstSignMs)))
  try {
    // An end without output may be a failure; the first output surely isn't.
    await Promise.race([
      first.then(
        () => undefined,
        () => stream.status,
      ),
      patience,
    ])
    if (await isSettled(stream.status)) await stream.status
  } catch (error) {
    stream.close()
    if (!isExecError(error) || error.code !== 'CommandNotFound' || options.command) throw error
    throw new ExecError(
      `There is no shell in ${describe({ ...options, command: [] })}: its image has neither bash nor sh. A debug container can bring one.`,
      {
        code: 'CommandNotFound',
        cause: error,
      },
    )
  } finally {
    clearTimeout(timer)
  }
}

function isSettled(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    promise.then(
      () => true,
      () => true,
    ),
    new Promise<boolean>((resolve) => setImmediate(resolve, false)),
  ])
}

async function* replay(
  first: Promise<IteratorResult<Uint8Array>>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let next = await first; !next.done; next = await rest.next()) yield next.value
}
