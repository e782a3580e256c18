import type { LogCursor, LogStateEvent } from '@catalyst/api'
import { followLog, type FollowLogOptions } from '../logs/followLog.ts'
import { startLogServer, type LogServer } from './startLogServer.ts'

export type LogTestOptions = Omit<FollowLogOptions, 'namespace' | 'signal'>

/** Reads a log in the background and keeps what it gave. */
export function readLog(kubeConfig: LogServer['kubeConfig'], options: LogTestOptions) {
  const controller = new AbortController()
  const texts: string[] = []
  const times: string[] = []
  const states: LogStateEvent[] = []
  /** Lines and states in the order in which they came. */
  const told: string[] = []
  const latest: { cursor: LogCursor } = { cursor: {} }
  const run = async () => {
    const quick: LogTestOptions = { windowMs: 100, batchMs: 5, backoff: { maxMs: 20 }, ...options }
    for await (const event of followLog(kubeConfig, { ...quick, namespace: 'web', signal: controller.signal })) {
      latest.cursor = event.cursor
      if ('state' in event) {
        states.push(event.state)
        told.push(`<${event.state.state}>`)
        continue
      }
      for (const { text, time } of event.lines) {
        texts.push(text)
        times.push(time)
        told.push(text)
      }
    }
  }
  const finished = run()
  finished.catch(() => {})
  return {
    texts,
    times,
    states,
    told,
    latest,
    finished,
    stateNames: () => states.map(({ state }) => state),
    async [Symbol.asyncDispose]() {
      controller.abort()
      await finished.catch(() => {})
    },
  }
}

export async function startOnePod(labels: Record<string, string> = {}) {
  const api = await startLogServer()
  api.addPod('shop', { labels })
  api.start('shop/main')
  return api
}

export const onePod: LogTestOptions = { pods: { name: 'shop' } }
