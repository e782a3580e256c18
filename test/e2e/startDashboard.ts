import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { userEnvironment } from '../support/userEnvironment.ts'

const repository = path.resolve(import.meta.dirname, '../..')

export interface Dashboard extends AsyncDisposable {
  /** Where it answers, without a slash at the end. */
  url: string
  /** What it has printed so far. */
  output: () => string
  /** Sends Ctrl-C as a terminal does, to the whole group, and resolves when the command has ended. */
  interrupt: () => Promise<void>
  /** Whether any process of the group is still there. */
  isRunning: () => boolean
}

export interface DashboardOptions {
  kubeconfig: string
  /** Further variables of the environment. */
  env?: Record<string, string> | undefined
}

/** Starts the product with the command of the README and waits until it says where it answers. */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const port = await freePort()
  const child = spawn('npm', ['start', '--', '--port', String(port)], {
    cwd: repository,
    env: { ...userEnvironment(), ...options.env, KUBECONFIG: options.kubeconfig },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const group = -(child.pid ?? Number.NaN)
  let output = ''
  const exited = once(child, 'close') as Promise<[number | null]>
  const answered = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(output)?.[0]
      if (url?.endsWith(`:${port}`)) resolve(url)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    exited.then(([code]) => reject(new Error(`npm start ended with code ${code}:\n${output}`)), reject)
  })

  const isRunning = () => {
    try {
      return process.kill(group, 0)
    } catch {
      return false
    }
  }
  const interrupt = async () => {
    if (isRunning()) process.kill(group, 'SIGINT')
    await exited
  }
  const url = await answered
  return {
    url,
    output: () => output,
    interrupt,
    isRunning,
    [Symbol.asyncDispose]: interrupt,
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
