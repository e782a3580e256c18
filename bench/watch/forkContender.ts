import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Order } from './orders.ts'

export interface ForkedContender extends AsyncDisposable {
  order<TAnswer>(order: Order): Promise<TAnswer>
}

/** Starts a contender in a process of its own, from the script that `bundleProcess` makes. */
export async function forkContender(script: string, name: string, kubeconfig: string): Promise<ForkedContender> {
  const child = fork(script, [name, kubeconfig], { execArgv: ['--expose-gc'] })
  const exited = once(child, 'exit')
  const answer = async () => {
    const [message] = (await Promise.race([
      once(child, 'message'),
      exited.then(([code]) => Promise.reject(new Error(`The process of ${name} ended (${code}).`))),
    ])) as [unknown]
    return message
  }
  await answer()
  return {
    async order<TAnswer>(order: Order) {
      const answered = answer()
      child.send(order)
      return (await answered) as TAnswer
    },
    async [Symbol.asyncDispose]() {
      child.disconnect()
      await exited
    },
  }
}
