import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface StartedServer extends AsyncDisposable {
  process: ChildProcess
  /** Everything that it printed so far. */
  printed(): string
  /** Waits for a line, and gives what its groups matched. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  /** Waits for its end. @returns the exit code. */
  ended: Promise<number | null>
}

/** Where the process begins. */
export const mainFile = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Starts the server as `npm start` does, with no more of this process' environment than a program needs. */
export function startServer({
  args = [],
  env = {},
}: { args?: string[]; env?: Record<string, string> } = {}): StartedServer {
  const child = spawn(process.execPath, ['--conditions=@catalyst/source', mainFile, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Not its exit: what it printed last may still be on the way.
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const lines: string[] = []
  const listeners = new Set<(line: string) => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      for (const listener of listeners) listener(line)
    })
  }
  return {
    process: child,
    printed: () => lines.join('\n'),
    ended,
    line(pattern) {
      return new Promise((resolve, reject) => {
        const look = (line: string) => {
          const match = pattern.exec(line)
          if (match !== null) resolve(match)
        }
        listeners.add(look)
        lines.forEach(look)
        void ended.then(() => reject(new Error(`It ended without ${String(pattern)}:\n${lines.join('\n')}`)))
      })
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** A kubeconfig as `KUBECONFIG_<NAME>` takes it, of a cluster where nobody answers unless a server is given. */
export function encodedKubeconfig(server = 'http://127.0.0.1:9'): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server } }],
    users: [{ name: 'owner', user: { token: 'secret-of-the-kubeconfig' } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'owner' } }],
    'current-context': 'test',
  }
  return Buffer.from(JSON.stringify(config)).toString('base64')
}
