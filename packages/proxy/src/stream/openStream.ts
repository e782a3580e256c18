import type { StreamEvent } from '@catalyst/api'
import type { TopicSources } from './createTopicSources.ts'
import { startStream, type StreamRequest } from './startStream.ts'

/** Serves topics to one client until it goes, the server ends or the caller's sign-in does. */
export async function* openStream(
  sources: TopicSources,
  request: StreamRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent, void, undefined> {
  const stream = startStream(sources, request)
  try {
    yield* stream.queue.events(signal)
  } finally {
    await stream.close()
  }
}
