import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { DeployError } from '../DeployError.ts'
import { GitFailure } from './GitFailure.ts'

export interface GitOptions {
  /** The bare repository to work in. */
  folder: string
  env: Readonly<Record<string, string>>
  /** Ends whatever runs. */
  signal: AbortSignal
}

const missing = 'There is no "git" program where the deployer runs. Install Git there, or use the image of Catalyst.'

/** So much of what Git complains of is kept. */
const maxComplaint = 16 * 1024

/** The `git` program in one bare repository: no shell, and an environment of its own. */
export class Git {
  readonly #options: GitOptions

  constructor(options: GitOptions) {
    this.#options = options
  }

  /**
   * Runs one command to its end. @returns what it wrote.
   * @throws GitFailure; what the signal was aborted with; RangeError where more than `maxBytes` came.
   */
  async run(args: readonly string[], options: { maxBytes?: number; signal?: AbortSignal } = {}): Promise<Buffer> {
    const { maxBytes = 1024 * 1024, signal } = options
    const running = this.start(args, signal)
    running.child.stdin.end()
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of running.child.stdout as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) break
      chunks.push(chunk)
    }
    if (size > maxBytes) running.kill()
    const ended = await running.ended.catch((error: unknown) => error as Error)
    if (size > maxBytes) throw new RangeError(`git ${args[0]} wrote more than ${maxBytes} bytes`)
    if (ended instanceof Error) throw ended
    return Buffer.concat(chunks)
  }

  /** Begins a command whose streams the caller reads and writes. */
  start(
    args: readonly string[],
    also?: AbortSignal,
  ): { child: ChildProcessWithoutNullStreams; ended: Promise<void>; kill: () => void } {
    const { folder, env } = this.#options
    const signal = also === undefined ? this.#options.signal : AbortSignal.any([this.#options.signal, also])
    signal.throwIfAborted()
    // A group of its own, since the transport is a process below it.
    const child = spawn('git', ['--git-dir', folder, ...args], { env, detached: true, stdio: 'pipe' })
    const kill = () => {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
      }
    }
    // Commands that fail do not read on; why they fail is in their complaint.
    child.stdin.on('error', () => undefined)
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < maxComplaint) stderr += text
    })
    signal.addEventListener('abort', kill, { once: true })
    const ended = once(child, 'close')
      .catch((error: unknown) => {
        throw isMissing(error) ? new DeployError(missing, { reason: 'GitUnreachable', cause: error }) : error
      })
      .then(([code]) => {
        signal.throwIfAborted()
        if (code !== 0) throw new GitFailure(args[0] ?? '', { stderr })
      })
      .finally(() => signal.removeEventListener('abort', kill))
    // Whoever reads the output first may not have come to wait for the end yet.
    ended.catch(() => undefined)
    return { child, ended, kill }
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
