import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface CommandOptions {
  /** Ends the command and everything that it started. */
  readonly signal: AbortSignal
  /** Where the output goes: straight to the terminal, or into the result. Default: terminal. */
  readonly output?: 'terminal' | 'result' | undefined
  readonly cwd?: string | undefined
}

export interface CommandResult {
  readonly code: number
  readonly output: string
}

/** Runs a program in a process group of its own to its end. A program that can not be started counts as failed. */
export async function runCommand(command: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { signal, output: destination = 'terminal', cwd } = options
  const [program = '', ...args] = command
  if (signal.aborted) return { code: 130, output: 'was not started' }
  const child = spawn(program, args, {
    cwd,
    detached: true,
    stdio: [
      'ignore',
      ...(destination === 'terminal' ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const)),
    ],
  })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))

  let insist: NodeJS.Timeout | undefined
  const end = () => {
    endGroup(child.pid, 'SIGTERM')
    insist = setTimeout(() => endGroup(child.pid, 'SIGKILL'), 10_000)
  }
  signal.addEventListener('abort', end, { once: true })
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return { code: code ?? 1, output }
  } catch (error) {
    return { code: 127, output: String(error) }
  } finally {
    signal.removeEventListener('abort', end)
    clearTimeout(insist)
    endGroup(child.pid, 'SIGKILL')
  }
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch {
    // Nobody is left, as it should be.
  }
}
