import { fork } from 'node:child_process'
import { on, once } from 'node:events'

export interface ForkedProcess extends AsyncDisposable {
  /** The next thing that it says. */
  answer<TAnswer>(): Promise<TAnswer>
  /** Tells it to do something, and gives what it says next. */
  order<TAnswer>(order: object): Promise<TAnswer>
}

/** Starts a script in a process that is told what to do, and may be asked to collect its garbage. */
export function forkProcess(script: string, args: readonly string[]): ForkedProcess {
  const child = fork(script, args, { execArgv: ['--expose-gc'] })
  const exited = once(child, 'exit')
  const messages = on(child, 'message')
  async function answer<TAnswer>(): Promise<TAnswer> {
    const said = await Promise.race([
      messages.next(),
      exited.then(([code]) => Promise.reject(new Error(`The process of ${script} ended (${String(code)}).`))),
    ])
    const [message] = said.value as [TAnswer]
    return message
  }
  return {
    answer,
    order(order) {
      child.send(order)
      return answer()
    },
    async [Symbol.asyncDispose]() {
      child.disconnect()
      await exited
    },
  }
}
