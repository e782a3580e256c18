import { spawn } from 'node:child_process'
import { DeployError } from '../DeployError.ts'

/** A release has the whole chart in it; Kubernetes takes less than 1 MiB of it, packed. */
const maxOutputBytes = 64 * 1024 * 1024

/** How long Helm may take to note that it was stopped before it is killed. */
const killAfterMs = 8000

export interface HelmRun {
  /** 0 where it went well. */
  code: number | null
  stdout: string
  stderr: string
}

export interface RunHelmOptions {
  /** Path of Helm, or its name in PATH. */
  program: string
  env: Readonly<Record<string, string>>
  /** When it ends, Helm is asked to end, and then notes in its release that it was stopped. */
  signal: AbortSignal
}

/** Runs Helm to its end. @throws DeployError where there is none, and the reason of `signal` when that ended it. */
export async function runHelm(args: readonly string[], options: RunHelmOptions): Promise<HelmRun> {
  const { program, env, signal } = options
  signal.throwIfAborted()
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const outputs = [collect(child.stdout, () => child.kill('SIGKILL')), collect(child.stderr, () => undefined)]
  let killing: NodeJS.Timeout | undefined
  const stop = () => {
    child.kill('SIGTERM')
    killing = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    signal.throwIfAborted()
    const [stdout = '', stderr = ''] = outputs.map((text) => text())
    return { code, stdout, stderr }
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new DeployError(
      `There is no program "${program}" here. Charts need Helm, which the image of Catalyst has. Where no such image runs, as with "npm start", install Helm (https://helm.sh/docs/intro/install/), and try the environment again.`,
      { reason: 'ReleaseFailed', cause: error },
    )
  } finally {
    clearTimeout(killing)
    signal.removeEventListener('abort', stop)
  }
}

/** Keeps what a stream says, up to a limit. @returns a function that gives it. */
function collect(stream: NodeJS.ReadableStream, onExcess: () => void): () => string {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= maxOutputBytes) chunks.push(chunk)
    else onExcess()
  })
  return () => Buffer.concat(chunks).toString()
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES')
}
