import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { LoadFigures, LoadOrder } from './LoadOrder.ts'

export interface Load extends AsyncDisposable {
  /** Asks so long, and tells how it was. */
  run(order: LoadOrder): Promise<LoadFigures>
}

/** Starts the load generator in a process of its own. */
export async function startLoad(): Promise<Load> {
  const child = fork(join(import.meta.dirname, 'loadProcess.ts'))
  const exited = once(child, 'exit')
  await once(child, 'message')
  return {
    async run(order) {
      const answered = once(child, 'message')
      child.send(order)
      const [answer] = (await answered) as [{ figures?: LoadFigures; error?: string }]
      if (answer.figures === undefined) throw new Error(`${order.url}: ${answer.error}`)
      return answer.figures
    },
    async [Symbol.asyncDispose]() {
      child.disconnect()
      await exited
    },
  }
}
