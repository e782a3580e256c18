import type { WebSocketServerLike } from '@hono/node-server'
import type { Hono } from 'hono'
import pino from 'pino'
import { withLifecycleRecords } from './audit/withLifecycleRecords.ts'
import { createWatchCaches } from './caches/createWatchCaches.ts'
import { createProxyContext } from './context/createProxyContext.ts'
import { createApp } from './createApp.ts'
import { createReadiness } from './health/createReadiness.ts'
import { closeWebSockets, createWebSocketServer } from './http/createWebSocketServer.ts'
import type { Diversion } from './http/divertConnections.ts'
import { listen } from './http/listen.ts'
import { assertReachable } from './identity/assertReachable.ts'
import { none } from './identity/none.ts'
import type { ProxyContext, ProxyEnv } from './ProxyContext.ts'
import type { ProxyOptions } from './ProxyOptions.ts'
import { createSitePolicy } from './site/createSitePolicy.ts'
import { toMountable } from './toMountable.ts'

export interface Listening {
  /** Where browsers find it: the public URL, or its own address. */
  url: string
  port: number
  /** Ends the whole proxy, as disposing it does. */
  close(): Promise<void>
}

export interface Proxy extends AsyncDisposable {
  /** The application itself: mounted in another one by `host.route(basePath, app)`, or asked without a socket by `app.request`. */
  app: Hono<ProxyEnv>
  /** Answers upgrades: what `serve` and `createAdaptorServer` of `@hono/node-server` take as `websocket`. */
  websocket: { server: WebSocketServerLike }
  /** Opens the watches of the default cluster, and resolves once `/readyz` says that requests may come. Never rejects. */
  readonly ready: Promise<void>
  /** Answers a request; on a socket, `bindings` are the Node objects that `@hono/node-server` gives. */
  fetch: (request: Request, bindings?: object) => Promise<Response>
  /** Makes `/readyz` say 503, so that load balancers turn away, while everything else goes on. */
  drain(): void
  /** The measurements, as Prometheus reads them. */
  metrics(): Promise<{ contentType: string; text: string }>
  /** Listens on the address and port of the options, unless others are given. @throws the system's error, such as EADDRINUSE. */
  listen(options?: ListenAt): Promise<Listening>
}

export interface ListenAt {
  host?: string | undefined
  port?: number | undefined
  /** Takes connections whose first request is for a host of its own, untouched. @default nobody */
  diversion?: Diversion | undefined
}

/** How long running answers may take to end; together with what follows it stays below 5 s. */
const graceMs = 3000
/** How long shells may take to be ended: asking a program to go, then killing it from a second command. */
const lastWorkMs = 4000

/**
 * Makes the HTTP surface in front of the registered clusters. Nothing is connected before it listens or is asked.
 * Disposing it ends streams, sockets and watches; doing so twice is harmless.
 *
 * @throws Error for options that would open it to strangers, or to nobody.
 */
export function createProxy(options: ProxyOptions): Proxy {
  const { authenticate = none(), host = 'localhost', port = 8080, publicUrl, allowedOrigins } = options
  assertReachable(authenticate, { host, publicUrl })
  const policy = createSitePolicy({ host, port, publicUrl, allowedOrigins })
  const stop = new AbortController()
  const context = createProxyContext(
    { ...options, authenticate },
    { logger: options.logger ?? pino({ level: 'silent' }), signal: stop.signal, createCaches: watchCaches },
  )
  const readiness = createReadiness(context)
  const app = createApp({ context, policy, readiness })
  const sockets = createWebSocketServer()
  const listeners = new Set<{ close(options: { graceMs: number }): Promise<void> }>()
  let closing: Promise<void> | undefined

  async function close(): Promise<void> {
    stop.abort(new Error('The server is shutting down.'))
    await Promise.all([
      closeWebSockets(sockets, graceMs),
      context.lastWork.done(lastWorkMs),
      ...[...listeners].map((listener) => listener.close({ graceMs })),
    ])
    await context.caches[Symbol.asyncDispose]()
  }

  const dispose = () => (closing ??= close())

  async function answer(request: Request, bindings: object = {}): Promise<Response> {
    void readiness.start()
    const response = await app.fetch(request, bindings)
    // The answer to an upgrade is its status alone, so a body that is waiting to be read would wait for ever.
    if ('outgoing' in bindings && bindings.outgoing === undefined) await response.body?.cancel()
    return response
  }

  return {
    app: toMountable(answer),
    // Its options are typed without exactOptionalPropertyTypes in mind.
    websocket: { server: sockets as WebSocketServerLike },
    get ready() {
      return readiness.start()
    },
    fetch: answer,
    async listen(at = {}) {
      const address = { host: at.host ?? host, port: at.port ?? port }
      assertReachable(authenticate, { host: address.host, publicUrl })
      if (stop.signal.aborted) throw wasClosed()
      const listener = await listen({
        ...address,
        fetch: answer,
        sockets,
        limits: context.limits,
        diversion: at.diversion,
      })
      if (stop.signal.aborted) {
        await listener.close({ graceMs: 0 })
        throw wasClosed()
      }
      listeners.add(listener)
      policy.setPort(listener.port)
      void readiness.start()
      const origin = publicUrl === undefined ? originOf(address.host, listener.port) : new URL(publicUrl).origin
      return { url: `${origin}${context.basePath}`, port: listener.port, close: dispose }
    },
    drain: () => readiness.drain(),
    metrics: () => context.metrics.render(),
    [Symbol.asyncDispose]: dispose,
  }
}

function watchCaches(context: Omit<ProxyContext, 'caches'>) {
  return withLifecycleRecords(createWatchCaches(context), context.audit)
}

function wasClosed(): Error {
  return new Error('This proxy was closed. Make a new one to listen again.')
}

function originOf(host: string, port: number): string {
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`
}
