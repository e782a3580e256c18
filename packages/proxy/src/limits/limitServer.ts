import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ProxyLimits } from './ProxyLimits.ts'

type ServerLimits = Pick<
  ProxyLimits,
  'headerBytes' | 'headersTimeoutMs' | 'requestTimeoutMs' | 'keepAliveTimeoutMs' | 'connections' | 'stalledMs'
>

/** What node's HTTP server is made with. Late headers and bodies are answered 408 and their connections closed. */
export function serverOptionsOf(limits: ServerLimits): ServerOptions {
  const { headerBytes, headersTimeoutMs, requestTimeoutMs, keepAliveTimeoutMs } = limits
  return {
    maxHeaderSize: headerBytes,
    headersTimeout: Math.min(headersTimeoutMs, requestTimeoutMs),
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    // The system asks a quiet peer whether it is still there: one that is gone without a word never says so by itself.
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
    // Node looks that often whether anybody is late.
    connectionsCheckingInterval: Math.min(5000, headersTimeoutMs, requestTimeoutMs),
  }
}

/**
 * Gives a server the limits that it isn't made with: how many connections, and how long an answer may wait for a client
 * that takes nothing of it. A quiet stream is not cut, because nothing of it waits.
 */
export function limitServer(server: Server, { connections, stalledMs }: ServerLimits): void {
  server.maxConnections = connections
  // Node starts this clock anew whenever bytes leave or come; a connection without a request has its own.
  server.timeout = stalledMs
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.on('timeout', (socket: Socket) => {
      if (socket.writableLength > 0) socket.destroy()
    })
  })
}
