import { Hono } from 'hono'
import pino from 'pino'
import { registryOf } from './startProxy.ts'
import { startApiServer, type ApiServer, type ApiServerOptions } from './startApiServer.ts'
import { createWatchCaches } from '../src/caches/createWatchCaches.ts'
import { createProxyContext } from '../src/context/createProxyContext.ts'
import { writeBytes } from '../src/http/sendBytes.ts'
import type { Identity } from '../src/identity/Identity.ts'
import { toProblem } from '../src/problems/toProblem.ts'
import type { ProxyContext, ProxyEnv } from '../src/ProxyContext.ts'
import type { TopicTimes } from '../src/stream/ObjectTopic.ts'
import { streamRoutes } from '../src/stream/streamRoutes.ts'
import { EventReader } from './EventReader.ts'

export interface StreamsOptions extends ApiServerOptions {
  /** Serve another's API server, as a second process would. */
  api?: ApiServer | undefined
  times?: TopicTimes | undefined
  /** Half of it an answer that allowed something is good. */
  rightsIntervalMs?: number | undefined
  identity?: Partial<Identity> | undefined
}

export interface TestStreams extends AsyncDisposable {
  api: ApiServer
  context: ProxyContext
  app: Hono<ProxyEnv>
  open(topics: readonly string[], lastEventId?: string): Promise<EventReader>
}

/** The stream's routes alone, with times of the test's choice. */
export async function startStreams({
  api: shared,
  times,
  rightsIntervalMs,
  identity,
  ...options
}: StreamsOptions = {}): Promise<TestStreams> {
  const api = shared ?? (await startApiServer(options))
  const stop = new AbortController()
  const parts = { logger: pino({ level: 'silent' }), signal: stop.signal, createCaches: createWatchCaches }
  const context = createProxyContext({ clusters: registryOf(api), rightsIntervalMs }, parts)
  const caller: Identity = {
    subject: 'ann',
    groups: [],
    teams: [],
    impersonate: true,
    credential: 'bearer',
    ...identity,
  }
  const app = new Hono<ProxyEnv>()
    .onError(toProblem)
    .use(writeBytes)
    .use(async (c, next) => {
      c.set('requestId', '00000000-0000-4000-8000-000000000000')
      c.set('identity', caller)
      await next()
    })
    .route('/', streamRoutes(context, times))
  return {
    api,
    context,
    app,
    async open(topics, lastEventId) {
      const query = topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&')
      const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
      const answer = await app.request(`/stream?${query}`, { headers })
      if (answer.status !== 200)
        throw new Error(`The stream was answered with ${answer.status}: ${await answer.text()}`)
      return new EventReader(answer.body)
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await context.caches[Symbol.asyncDispose]()
      if (!shared) await api[Symbol.asyncDispose]()
    },
  }
}
