import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type WebSocketServerLike } from '@hono/node-server'
import { Hono } from 'hono'
import pino from 'pino'
import { WebSocket, WebSocketServer } from 'ws'
import { registryOf } from './startProxy.ts'
import { startApiServer, type ApiServerOptions } from './startApiServer.ts'
import { createWatchCaches } from '../src/caches/createWatchCaches.ts'
import { createProxyContext } from '../src/context/createProxyContext.ts'
import type { Identity } from '../src/identity/Identity.ts'
import { toProblem } from '../src/problems/toProblem.ts'
import type { ProxyEnv } from '../src/ProxyContext.ts'
import { createInteractiveExec, type InteractiveExecOptions } from '../src/exec/createInteractiveExec.ts'
import { execAliasRoutes } from '../src/exec/execAliasRoutes.ts'
import { execRoutes } from '../src/exec/execRoutes.ts'
import { ScriptedUpstream } from './ScriptedUpstream.ts'
import { ExecClient } from './startExecServer.ts'

export interface InteractiveOptions extends InteractiveExecOptions, ApiServerOptions {
  expiresAt?: Date | undefined
  /** Half of it an answer that allowed something is good. */
  rightsIntervalMs?: number | undefined
}

const subprotocol = 'v5.channel.k8s.io'

/** The exec routes on a free loopback port, with commands that the test plays. Who calls is said in a header. */
export async function startInteractive({ expiresAt, mayDo, rightsIntervalMs, ...options }: InteractiveOptions = {}) {
  const api = await startApiServer(mayDo ? { mayDo } : {})
  const running = { name: 'app', ready: true, restartCount: 0, state: { running: {} } }
  api.objects.put('/api/v1/pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'acme-shop' },
    spec: { containers: [{ name: 'app' }] },
    status: { phase: 'Running', containerStatuses: [running] },
  })
  const stop = new AbortController()
  const log: Record<string, unknown>[] = []
  const logger = pino({}, { write: (line) => log.push(JSON.parse(line) as Record<string, unknown>) })
  const context = createProxyContext(
    { clusters: registryOf(api), rightsIntervalMs },
    { logger, signal: stop.signal, createCaches: createWatchCaches },
  )
  const upstreams: ScriptedUpstream[] = []
  const openInteractive = createInteractiveExec(context, {
    open: async () => {
      const upstream = new ScriptedUpstream()
      upstreams.push(upstream)
      return upstream
    },
    ...options,
  })
  const app = new Hono<ProxyEnv>()
    .onError(toProblem)
    .use(async (c, next) => {
      const subject = c.req.header('x-test-subject') ?? 'ann'
      const identity: Identity = { subject, groups: [], teams: [], expiresAt, impersonate: true, credential: 'bearer' }
      c.set('requestId', '00000000-0000-4000-8000-000000000000')
      c.set('identity', identity)
      await next()
    })
    .route('/', execRoutes(context, openInteractive))
    .route('/short', execAliasRoutes(openInteractive))
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => subprotocol })
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    websocket: { server: sockets as WebSocketServerLike },
  }) as Server
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const clients = new Set<ExecClient>()
  return {
    /** The commands that were begun. */
    upstreams,
    log,
    stop: () => stop.abort(),
    async connect(query: string, { path = '/clusters/-/namespaces/acme-shop/pods/web/exec', subject = 'ann' } = {}) {
      const headers = { 'x-test-subject': subject }
      const client = new ExecClient(new WebSocket(`ws://127.0.0.1:${port}${path}?${query}`, [subprotocol], { headers }))
      clients.add(client)
      await once(client.socket, 'open')
      return client
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      for (const { socket } of clients) socket.terminate()
      server.closeAllConnections()
      const closed = once(server, 'close')
      server.close()
      await closed
      await context.caches[Symbol.asyncDispose]()
      await api[Symbol.asyncDispose]()
    },
  }
}
