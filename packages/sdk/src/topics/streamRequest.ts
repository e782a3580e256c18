import type { EventRequest } from '../event-stream/readEvents.ts'
import { buildPath } from '../request/buildPath.ts'
import { operations } from '../request/operations.ts'

/** What every server and gateway takes; RFC 9110 recommends at least 8000, but not all keep to it. */
const longestUrl = 2000

/** Asks for topics by GET, by POST where the URL would be too long. */
export function streamRequest(topics: readonly string[], lastEventId: string | undefined): EventRequest {
  const path = buildPath(operations.openStream.path, { query: { topic: topics } })
  if (path.length <= longestUrl) return { path, lastEventId }
  return { path: operations.postStream.path, method: 'POST', body: JSON.stringify({ topics }), lastEventId }
}
