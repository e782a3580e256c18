import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'

export interface HeldCluster extends AsyncDisposable {
  readonly kubeconfig: string
}

interface HoldOptions {
  /** Path of the script `cluster`. */
  readonly recipe: string
  readonly node: boolean
  readonly env: Readonly<Record<string, string>>
}

/**
 * Runs `cluster hold`, which keeps a cluster up as long as its standard input is open. The kernel closes that when this
 * process ends, so no way of dying leaves a cluster behind.
 */
export async function holdCluster({ recipe, node, env }: HoldOptions): Promise<HeldCluster> {
  const holder = spawn('bash', [recipe, 'hold', ...(node ? ['node'] : [])], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // In a group of its own: Ctrl-C in the terminal is for the tests, and the holder cleans up after them.
    detached: true,
  })
  const exited = once(holder, 'exit')
  const said: string[] = []
  createInterface({ input: holder.stderr }).on('line', (line) => {
    said.push(line)
    process.stderr.write(`${line}\n`)
  })

  const firstLine = once(createInterface({ input: holder.stdout }), 'line') as Promise<[string]>
  const kubeconfig = await Promise.race([
    firstLine.then(([line]) => line),
    exited.then(() => {
      const reason = said.findLast((line) => line.startsWith('cluster: ')) ?? 'cluster: no reason was given'
      throw new Error(`The test cluster did not come up: ${reason.slice('cluster: '.length)}`)
    }),
  ])
  holder.unref()
  // Pipes of a child are sockets, though their types do not say so; they must not keep a finished run of tests alive.
  for (const pipe of [holder.stdin, holder.stdout, holder.stderr]) (pipe as Socket).unref()

  return {
    kubeconfig,
    async [Symbol.asyncDispose]() {
      holder.ref()
      holder.stdin.end()
      await exited
    },
  }
}
