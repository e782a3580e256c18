import { atTime } from '../access/atTime.ts'
import type { Identity } from '../identity/Identity.ts'
import type { ProxyMetrics } from '../metrics/ProxyMetrics.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { problemBody } from '../problems/toProblem.ts'
import type { TopicSources } from './createTopicSources.ts'
import { MetricsTopic } from './MetricsTopic.ts'
import { ObjectTopic, type TopicLink, type TopicTimes } from './ObjectTopic.ts'
import type { RequestedTopic } from './parseTopics.ts'
import { decodeStreamCursor } from './streamCursor.ts'
import { StreamQueue } from './StreamQueue.ts'

export interface StreamRequest {
  topics: readonly RequestedTopic[]
  identity: Identity
  requestId: string
  /** Cursor of the last event that the client got. */
  lastEventId?: string | undefined
  times?: TopicTimes | undefined
  metrics?: Pick<ProxyMetrics, 'streamOpened' | 'subscriberAdded' | 'changesMerged'> | undefined
}

/** Topics that are being served. */
export interface StartedStream {
  /** What the client is owed. It ends where the caller's sign-in does. */
  readonly queue: StreamQueue
  /** Lets go of everything; doing so twice is fine. */
  close(): Promise<void>
}

/** Begins to serve topics to one client. */
export function startStream(sources: TopicSources, request: StreamRequest): StartedStream {
  const { topics, identity, requestId, times, metrics } = request
  const queue = new StreamQueue()
  const ended = new AbortController()
  const { signal } = ended
  const positions = decodeStreamCursor(
    request.lastEventId,
    topics.map(({ text }) => text),
  )
  const bodyOf = (error: ProblemError) => problemBody(error, requestId)

  const served = topics.map((requested) => {
    const { text, topic } = requested
    const link: TopicLink = {
      touch: () => queue.touch(text),
      problemBody: bodyOf,
      onMerge: (count) => metrics?.changesMerged(topic.kind, count),
      signal,
    }
    if (topic.kind === 'metrics') {
      const one = new MetricsTopic(link, times)
      queue.add(text, one.queue)
      return { text, queue: one.queue, running: one.run(() => sources.metrics(identity, topic)) }
    }
    const one = new ObjectTopic(requested, link, { resumed: positions.get(text), times })
    queue.add(text, one.queue)
    return { text, queue: one.queue, running: one.run(() => sources.objects(identity, topic)) }
  })

  function expire() {
    ended.abort()
    const problem = bodyOf(new ProblemError('UNAUTHORIZED', 'The sign-in has ended. Sign in again.'))
    for (const topic of served) {
      topic.queue.fail(problem)
      queue.touch(topic.text)
    }
    queue.end()
  }

  const uncount = [metrics?.streamOpened('watch'), ...topics.map(({ topic }) => metrics?.subscriberAdded(topic.kind))]
  const cancelExpiry = atTime(() => identity.expiresAt, expire, { longestDelayMs: times?.recheckMs })
  return {
    queue,
    async close() {
      cancelExpiry()
      for (const end of uncount) end?.()
      ended.abort()
      await Promise.all(served.map(({ running }) => running))
    },
  }
}
