import type { StreamEvent } from '@catalyst/api'
import { atTime } from '../access/atTime.ts'
import type { ProxyMetrics } from '../metrics/ProxyMetrics.ts'
import type { Identity } from '../identity/Identity.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { problemBody } from '../problems/toProblem.ts'
import { MetricsTopic } from './MetricsTopic.ts'
import { ObjectTopic, type TopicLink, type TopicTimes } from './ObjectTopic.ts'
import type { RequestedTopic } from './parseTopics.ts'
import { decodeStreamCursor } from './streamCursor.ts'
import { StreamQueue } from './StreamQueue.ts'
import type { TopicSources } from './createTopicSources.ts'

export interface StreamRequest {
  topics: readonly RequestedTopic[]
  identity: Identity
  requestId: string
  /** Cursor of the last event that the client got. */
  lastEventId?: string | undefined
  times?: TopicTimes | undefined
  metrics?: Pick<ProxyMetrics, 'streamOpened' | 'subscriberAdded' | 'changesMerged'> | undefined
}

/** Serves topics to one client until it goes, the server ends or the caller's sign-in does. */
export async function* openStream(
  sources: TopicSources,
  request: StreamRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent, void, undefined> {
  const { topics, identity, requestId, times, metrics } = request
  const stream = new StreamQueue()
  const ended = new AbortController()
  const positions = decodeStreamCursor(
    request.lastEventId,
    topics.map(({ text }) => text),
  )
  const bodyOf = (error: ProblemError) => problemBody(error, requestId)

  const served = topics.map((requested) => {
    const { text, topic } = requested
    const link: TopicLink = {
      touch: () => stream.touch(text),
      problemBody: bodyOf,
      onMerge: (count) => metrics?.changesMerged(topic.kind, count),
      signal: AbortSignal.any([signal, ended.signal]),
    }
    if (topic.kind === 'metrics') {
      const one = new MetricsTopic(link, times)
      stream.add(text, one.queue)
      return { text, queue: one.queue, running: one.run(() => sources.metrics(identity, topic)) }
    }
    const one = new ObjectTopic(requested, link, { resumed: positions.get(text), times })
    stream.add(text, one.queue)
    return { text, queue: one.queue, running: one.run(() => sources.objects(identity, topic)) }
  })

  function expire() {
    ended.abort()
    const problem = bodyOf(new ProblemError('UNAUTHORIZED', 'The sign-in has ended. Sign in again.'))
    for (const { text, queue } of served) {
      queue.fail(problem)
      stream.touch(text)
    }
    stream.end()
  }

  const uncount = [metrics?.streamOpened('watch'), ...topics.map(({ topic }) => metrics?.subscriberAdded(topic.kind))]
  const cancelExpiry = atTime(() => identity.expiresAt, expire)
  try {
    yield* stream.events(signal)
  } finally {
    cancelExpiry()
    for (const end of uncount) end?.()
    ended.abort()
    await Promise.all(served.map(({ running }) => running))
  }
}
