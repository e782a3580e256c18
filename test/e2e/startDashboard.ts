import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { userEnvironment } from '../support/userEnvironment.ts'

const repository = path.resolve(import.meta.dirname, '../..')

export interface Dashboard extends AsyncDisposable {
  /** Of the first process of its group. */
  pid: number
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
  /** @default none: the embedded cluster */
  kubeconfig?: string | undefined
  /** @default one that is free */
  port?: number | undefined
  /** A shell command that does something to the world and then runs its arguments, as `exec "$@"` does. */
  within?: string | undefined
  /** Further variables of the environment. */
  env?: Record<string, string> | undefined
}

/** Starts the product with the command of the README and waits until it says where it answers. */
export async function startDashboard({
  kubeconfig,
  within,
  env,
  ...options
}: DashboardOptions = {}): Promise<Dashboard> {
  const port = options.port ?? (await freePort())
  const command = ['npm', 'start', '--', '--port', String(port)]
  const [program = '', ...args] = within === undefined ? command : ['sh', '-c', within, 'sh', ...command]
  const child = spawn(program, args, {
    cwd: repository,
    env: { ...userEnvironment(), ...env, ...(kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig }) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const pid = child.pid ?? Number.NaN
  const group = -pid
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
    pid,
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
