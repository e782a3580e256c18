import { routes } from '@catalyst/api'
import type { Context } from 'hono'
import { rightsTimes } from '../access/rightsTimes.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'
import { createTopicSources } from './createTopicSources.ts'
import { eventStream, eventStreamHeaders } from './eventStream.ts'
import { writeTo } from '../http/sendBytes.ts'
import { openStream } from './openStream.ts'
import { parseTopics } from './parseTopics.ts'
import { SocketStreams } from './SocketStreams.ts'
import { startStream } from './startStream.ts'
import { streamEventJson } from './streamEventJson.ts'
import type { TopicTimes } from './ObjectTopic.ts'

/** Watches: many topics over one stream of server-sent events. */
export function streamRoutes(context: ProxyContext, given: TopicTimes = {}) {
  const times = { recheckMs: rightsTimes(context.options).recheckMs, ...given }
  const sources = createTopicSources(context)
  const sockets = new SocketStreams(context.signal)

  function answer(c: Context<ProxyEnv>, texts: readonly string[]): Response {
    c.set('target', { topics: texts })
    const request = {
      topics: parseTopics(texts),
      identity: context.identityOf(c),
      requestId: c.get('requestId'),
      lastEventId: c.req.header('last-event-id'),
      times,
      metrics: context.metrics,
    }
    if (c.env?.ownsSocket === true && c.req.method !== 'HEAD') {
      return writeTo(c, (outgoing) => sockets.add(outgoing, startStream(sources, request)), eventStreamHeaders)
    }
    const body = eventStream((signal) => openStream(sources, request, signal), {
      signal: context.signal,
      stringify: streamEventJson,
    })
    return c.body(body, 200, eventStreamHeaders)
  }

  return createRouter()
    .openapi(toOpenApiRoute(routes.openStream), (c) => answer(c, c.req.valid('query').topic))
    .openapi(toOpenApiRoute(routes.postStream), (c) => answer(c, c.req.valid('json').topics))
}
