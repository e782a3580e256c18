import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

export interface RunOptions {
  /** What the program reads from its standard input. */
  readonly input?: string | undefined
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

/** Runs a program to its end and returns what it printed; rejects with what it said on standard error. */
export async function runProgram(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { input, env, signal } = options
  const child = spawn(program, args, { env: { ...process.env, ...env }, signal, stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // A program may end without reading what it was given; its exit code then tells more than the broken pipe.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input ?? '')
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed (${code}): ${errors.trim()}`)
  return output
}
