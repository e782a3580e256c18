import type { KubernetesEvent } from '@catalyst/api'
import type { ApiOperations } from '../cluster/api/ApiOperations.ts'

/** How long an API server keeps Events, in milliseconds: its flag `--event-ttl`. */
const keptMs = 3_600_000

/** Takes away the Events that an API server would have forgotten by now, had the time passed bit by bit. */
export async function forgetEvents(api: ApiOperations, now: number): Promise<void> {
  for (const event of api.list('events') as unknown as KubernetesEvent[]) {
    const { metadata, lastTimestamp } = event
    const told = Date.parse(lastTimestamp ?? metadata.creationTimestamp ?? '')
    if (told < now - keptMs) await api.delete('events', { namespace: metadata.namespace, name: metadata.name })
  }
}
