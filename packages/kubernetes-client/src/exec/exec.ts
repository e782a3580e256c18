import type { ExecResult } from '@catalyst/api'
import { ExecError } from '../errors/ExecError.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import type { CommandStream } from './CommandStream.ts'
import { execStream, type ExecTargetOptions } from './execStream.ts'
import { describe } from './toExecError.ts'

export interface ExecOptions extends ExecTargetOptions {
  /** Program and arguments; there is no shell in between. */
  command: readonly string[]
  /** Written to its standard input, which is then ended. */
  stdin?: string | Uint8Array | undefined
  /** @default 60_000 */
  timeoutMs?: number | undefined
  /** Bytes of stdout and stderr together after which the output is cut and the rest thrown away. @default 1 MiB */
  maxBytes?: number | undefined
}

/** The exit code where a command was left because it wrote more than was wanted. */
const unknownExitCode = -1
/** How much longer a command with too much output is listened to, so that one that ends can tell its exit code. */
const graceMs = 2000

/**
 * Runs one command in a container and waits for its end. A non-zero exit code is a result. Output beyond `maxBytes` is thrown
 * away (`truncated`); a command that goes on writing is left after two seconds, and its exit code is then −1.
 * @throws ExecError: `PodNotFound`, `ContainerNotFound`, `NotRunning`, `CommandNotFound`, `Forbidden`, `ConnectionLost`,
 * `TimedOut`; what the signal was aborted with.
 */
export async function exec(kubeConfig: ClusterAccess, options: ExecOptions): Promise<ExecResult> {
  const {
    namespace,
    pod,
    container,
    command,
    stdin,
    impersonate,
    signal,
    timeoutMs = 60_000,
    maxBytes = 1_048_576,
  } = options
  signal?.throwIfAborted()
  const timedOut = new ExecError(
    `The command in ${describe(options)} had not ended after ${timeoutMs / 1000} s; it may still run.`,
    { code: 'TimedOut' },
  )
  const controller = new AbortController()
  const abort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  const timer = setTimeout(() => controller.abort(timedOut), timeoutMs)
  try {
    await using stream = await execStream(kubeConfig, {
      namespace,
      pod,
      container,
      command,
      impersonate,
      stdin: stdin !== undefined,
      signal: controller.signal,
    })
    const input = stdin === undefined ? undefined : feed(stream, stdin)
    const [result] = await Promise.all([collect(stream, maxBytes), input])
    return result
  } catch (error) {
    if (controller.signal.aborted) throw controller.signal.reason
    throw error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

async function feed(stream: CommandStream, stdin: string | Uint8Array) {
  try {
    await stream.stdin.write(stdin)
    await stream.stdin.end()
  } catch (error) {
    // A command may end without having read all its input, which is no failure of it.
    if (stream.ended) return
    stream.close()
    throw error
  }
}

async function collect(stream: CommandStream, maxBytes: number): Promise<ExecResult> {
  const chunks = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] }
  let left = maxBytes
  let leaveAt = Infinity
  for await (const { channel, bytes } of stream.output) {
    if (left > 0) chunks[channel].push(bytes.subarray(0, left))
    left -= bytes.length
    if (left < 0 && leaveAt === Infinity) leaveAt = Date.now() + graceMs
    if (Date.now() > leaveAt) break
  }
  const truncated = left < 0
  const exitCode = truncated && Date.now() > leaveAt ? unknownExitCode : await stream.exitCode
  const text = (parts: Uint8Array[]) => Buffer.concat(parts).toString()
  return { stdout: text(chunks.stdout), stderr: text(chunks.stderr), exitCode: exitCode ?? unknownExitCode, truncated }
}
