import { createHash } from 'node:crypto'
import { createResourceClient, events, isNotFound, type ClusterAccess } from '@catalyst/kubernetes-client'
import type { OperatorLogger } from '../runtime/OperatorLogger.ts'

export interface EventSubject {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string | undefined; uid?: string | undefined }
}

export interface EventDraft {
  type: 'Normal' | 'Warning'
  /** Short, in CamelCase. */
  reason: string
  /** For a person; longer ones are cut at 1024 characters. */
  message: string
}

/** Its disposal writes what waits, as far as there is time for it. */
export interface EventRecorder extends AsyncDisposable {
  /** Tells of something that happened to an object. It never fails and never waits: an Event that is lost does no harm. */
  record: (subject: EventSubject, event: EventDraft) => void
}

export interface EventRecorderOptions {
  kubeConfig: ClusterAccess
  logger: OperatorLogger
  /** Who tells. @default 'catalyst-operator' */
  component?: string | undefined
  /** How long its end may wait for an API server that does not answer, in milliseconds. @default 3000 */
  flushMs?: number | undefined
  now?: (() => Date) | undefined
}

const maxRemembered = 4096
/** client-go's spam filter: so many Events about one object at once, and another one every five minutes. */
const burst = 25
const refillMs = 300_000

/** Records Events; one that repeats becomes a higher count of the one that is there. */
export function createEventRecorder(options: EventRecorderOptions): EventRecorder {
  const { kubeConfig, logger, component = 'catalyst-operator', flushMs = 3000, now = () => new Date() } = options
  const client = createResourceClient(events, { kubeConfig, fieldManager: component, throttleRetries: 0 })
  const known = new Map<string, { name: string; count: number }>()
  const budgets = new Map<string, { left: number; at: number }>()
  const giveUp = new AbortController()
  const call = { signal: giveUp.signal }
  let writing = Promise.resolve()

  function mayWrite(object: string): boolean {
    const at = now().getTime()
    const { left, at: before } = budgets.get(object) ?? { left: burst, at }
    const available = Math.min(burst, left + Math.max(0, at - before) / refillMs)
    if (available < 1) return false
    remember(budgets, object, { left: available - 1, at })
    return true
  }

  async function write(subject: EventSubject, event: EventDraft): Promise<void> {
    const { apiVersion, kind, metadata } = subject
    const namespace = metadata.namespace ?? 'default'
    const message = event.message.slice(0, 1024)
    const key = createHash('sha256')
      .update(JSON.stringify([metadata.uid, event.type, event.reason, message]))
      .digest('hex')
    const time = now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')
    const earlier = known.get(key)
    if (earlier !== undefined) {
      const count = earlier.count + 1
      try {
        await client.patch({ namespace, name: earlier.name }, { count, lastTimestamp: time }, call)
        earlier.count = count
        return
      } catch (error) {
        // The cluster forgets Events after an hour.
        if (!isNotFound(error)) throw error
      }
    }
    const name = `${metadata.name.slice(0, 200)}.${key.slice(0, 12)}${Date.now().toString(36)}`
    const created = {
      metadata: { name, namespace },
      involvedObject: { apiVersion, kind, name: metadata.name, namespace: metadata.namespace, uid: metadata.uid },
      type: event.type,
      reason: event.reason,
      message,
      count: 1,
      firstTimestamp: time,
      lastTimestamp: time,
      source: { component },
    }
    await client.create(created, call)
    remember(known, key, { name, count: 1 })
  }

  return {
    record(subject, event) {
      if (!mayWrite(`${subject.kind} ${subject.metadata.uid ?? subject.metadata.name}`)) return
      writing = writing
        .then(() => write(subject, event))
        .catch((error: unknown) => logger.warn({ err: error, reason: event.reason }, 'an Event could not be recorded'))
    },
    async [Symbol.asyncDispose]() {
      const timer = setTimeout(() => giveUp.abort(), flushMs)
      await writing
      clearTimeout(timer)
    },
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > maxRemembered && oldest !== undefined) map.delete(oldest)
}
