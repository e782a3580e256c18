import { createHash } from 'node:crypto'
import { streamCursorSchema } from '@catalyst/api'
import { packCursor, unpackCursor } from './cursorText.ts'

/** Where a client stands in one topic. */
export interface TopicPosition {
  /** What it holds is the truth as of this revision. */
  resourceVersion: string
  /** Which view of the topic the revision belongs to; in another view only a snapshot is true. */
  epoch: string
  /** Whether the client was told that the topic is stale. */
  stale: boolean
}

const staleMark = '~'

/** Names a topic in a cursor: short, however long the topic is. */
export function topicKey(topic: string): string {
  return createHash('sha256').update(topic).digest('base64url').slice(0, 12)
}

/** The cursor that was written last: thousands of readers of the same topic get the same one, one after another. */
let last = { of: '', text: packCursor({}) }

/** Writes the cursor of a stream, from positions by the keys of their topics. */
export function encodeStreamCursor(positions: readonly (readonly [key: string, position: TopicPosition])[]): string {
  const of = positions.map(([key, at]) => `${key} ${at.resourceVersion} ${at.epoch} ${at.stale}`).join('\n')
  if (of !== last.of) last = { of, text: writeCursor(positions) }
  return last.text
}

function writeCursor(positions: readonly (readonly [key: string, position: TopicPosition])[]): string {
  const entries = positions.map(([key, { resourceVersion, epoch, stale }]) => {
    const marked = stale ? epoch + staleMark : epoch
    return [key, marked === '' ? { resourceVersion } : { resourceVersion, epoch: marked }]
  })
  return packCursor(Object.fromEntries(entries) as object)
}

/** Reads the positions of these topics; what a cursor lacks, or a text that is none, gives nothing, and so a snapshot. */
export function decodeStreamCursor(text: string | undefined, topics: Iterable<string>): Map<string, TopicPosition> {
  const positions = new Map<string, TopicPosition>()
  const cursor = streamCursorSchema.safeParse(unpackCursor(text))
  if (!cursor.success) return positions
  for (const topic of topics) {
    const entry = cursor.data[topicKey(topic)]
    if (entry === undefined) continue
    const epoch = entry.epoch ?? ''
    const stale = epoch.endsWith(staleMark)
    positions.set(topic, {
      resourceVersion: entry.resourceVersion,
      epoch: stale ? epoch.slice(0, -staleMark.length) : epoch,
      stale,
    })
  }
  return positions
}
