import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface BareServer extends AsyncDisposable {
  url: string
  /** Answers a path with this from now on. */
  tell(path: string, body: string): Promise<void>
}

/** A server of Node's without anything on top, in a process of its own. */
export async function startBare(): Promise<BareServer> {
  const child = fork(join(import.meta.dirname, 'bareProcess.ts'))
  const exited = once(child, 'exit')
  const [port] = (await once(child, 'message')) as [number]
  return {
    url: `http://127.0.0.1:${port}`,
    async tell(path, body) {
      const told = once(child, 'message')
      child.send({ path, body })
      await told
    },
    async [Symbol.asyncDispose]() {
      child.disconnect()
      await exited
    },
  }
}
