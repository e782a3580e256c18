import type { StreamEvent } from '@catalyst/api'
import { formatEvent } from './eventStream.ts'
import { streamEventJson } from './streamEventJson.ts'

/** So many ways to tell one change are kept: readers of one topic under other cursors, or of other topics. */
const maxKept = 16
const kept = new WeakMap<object, Map<string, Buffer>>()

/**
 * An event as it goes over the wire. Of changes and of whole lists there is one for all readers that are told the same, as
 * those of one topic are: thousands of them share its memory and the work of writing it.
 */
export function eventBytes(event: StreamEvent): Buffer {
  const subject =
    event.event === 'change' ? event.data.object : event.event === 'snapshot' ? event.data.items : undefined
  if (subject === undefined) return bytesOf(event)
  let ways = kept.get(subject)
  if (ways === undefined) kept.set(subject, (ways = new Map<string, Buffer>()))
  const key = `${event.event === 'change' ? event.data.type : ''} ${event.id} ${event.data.topic}`
  let bytes = ways.get(key)
  if (bytes === undefined) {
    bytes = bytesOf(event)
    const [oldest] = ways.keys()
    if (ways.size >= maxKept && oldest !== undefined) ways.delete(oldest)
    ways.set(key, bytes)
  }
  return bytes
}

function bytesOf(event: StreamEvent): Buffer {
  return Buffer.from(formatEvent(event, streamEventJson(event)))
}
