import { createInterface } from 'node:readline'
import {
  type KubeConfig,
  type QueryValue,
  requestStream,
  type ResourceDefinition,
  resourcePath,
} from '@catalyst/kubernetes-client'

/** One line of a watch as the API server writes it. */
export interface RawWatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  object: { metadata?: { name?: string; resourceVersion?: string }; code?: number; reason?: string }
}

export interface RawWatch extends AsyncDisposable {
  /** The next event, or undefined once the server has ended the watch. */
  next(): Promise<RawWatchEvent | undefined>
  /** Names and types of the next events, such as `ADDED web`. */
  take(count: number): Promise<string[]>
}

/** A single watch request, without the resuming that the client does on top of it. */
export async function openWatch(
  kubeConfig: KubeConfig,
  resource: ResourceDefinition<unknown, unknown>,
  options: { namespace: string; query?: Record<string, QueryValue> },
): Promise<RawWatch> {
  const { namespace, query } = options
  const path = resourcePath(resource, { namespace })
  const response = await requestStream(kubeConfig, path, { query: { watch: true, timeoutSeconds: 30, ...query } })
  const lines = createInterface({ input: response.body })[Symbol.asyncIterator]()
  async function next(): Promise<RawWatchEvent | undefined> {
    const { value, done } = await lines.next()
    return done ? undefined : (JSON.parse(value) as RawWatchEvent)
  }
  return {
    next,
    async take(count) {
      const events: string[] = []
      while (events.length < count) {
        const event = await next()
        if (event === undefined) throw new Error(`The watch ended after ${JSON.stringify(events)}.`)
        events.push(`${event.type} ${event.object.metadata?.name ?? event.object.reason}`)
      }
      return events
    },
    async [Symbol.asyncDispose]() {
      response.close()
    },
  }
}
