import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface ProgramOptions {
  env?: Readonly<Record<string, string>> | undefined
  /** What it says when it is up; the first group is its URL. */
  says: RegExp
}

export interface StartedProgram extends AsyncDisposable {
  url: string
  pid: number
}

/** Starts a server and waits until it says where it is. What else it prints is read and dropped. */
export async function startProgram(
  command: string,
  args: readonly string[],
  { env = {}, says }: ProgramOptions,
): Promise<StartedProgram> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = says.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    void exited.then(() => reject(new Error(`${command} ended before it was up.`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
