import { createHash } from 'node:crypto'
import { streamCursorSchema } from '@catalyst/api'

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

/** Writes the cursor of a stream. Topics are named by a hash, since all of them have to fit into one request header. */
export function encodeStreamCursor(positions: Iterable<readonly [topic: string, position: TopicPosition]>): string {
  const entries = Array.from(positions, ([topic, { resourceVersion, epoch, stale }]) => {
    const marked = stale ? epoch + staleMark : epoch
    return [topicKey(topic), marked === '' ? { resourceVersion } : { resourceVersion, epoch: marked }]
  })
  return Buffer.from(JSON.stringify(Object.fromEntries(entries))).toString('base64url')
}

/** Reads the positions of these topics; what a cursor lacks, or a text that is none, gives nothing, and so a snapshot. */
export function decodeStreamCursor(text: string | undefined, topics: Iterable<string>): Map<string, TopicPosition> {
  const positions = new Map<string, TopicPosition>()
  const cursor = streamCursorSchema.safeParse(parseJson(text))
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

function topicKey(topic: string): string {
  return createHash('sha256').update(topic).digest('base64url').slice(0, 12)
}

function parseJson(text: string | undefined): unknown {
  if (!text) return undefined
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
