import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { internalError, StatusError } from '../objects/StatusError.ts'
import type { Certificates } from './createCertificates.ts'
import { handleRequest, handleUpgrade } from './handleRequest.ts'
import { respondError } from './respond.ts'
import type { ServerContext } from './ServerContext.ts'

export interface ApiServer {
  readonly url: string
  /** Cuts every connection, refuses further ones for a while, and listens anew on the same port. */
  restart(downMs: number): Promise<void>
  /** Cuts every connection and frees the port. */
  close(): Promise<void>
}

export interface ApiServerOptions {
  readonly certificates: Certificates
  /** 0 is any that is free. */
  readonly port: number
}

/** Listens for requests on 127.0.0.1. */
export async function createApiServer(context: ServerContext, options: ApiServerOptions): Promise<ApiServer> {
  const { key, cert } = options.certificates
  let closing = new AbortController()
  const sockets = new Set<Socket>()
  // Long: a client that finds its connection closed just when it sends does not know whether it was heard.
  const server = createServer({ key, cert, keepAliveTimeout: 120_000, requestTimeout: 0, maxHeaderSize: 64 * 1024 })

  server.on('secureConnection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    const signal = signalOf(response, closing.signal)
    handleRequest(context, message, { response, signal }).catch((error: unknown) => {
      if (!signal.aborted) respondError(response, error)
    })
  })
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    const signal = signalOf(socket, closing.signal)
    // What breaks the connection ends the signal; there is nobody to tell.
    socket.on('error', () => undefined)
    handleUpgrade(context, message, { socket, head, signal }).catch((error: unknown) => {
      if (!signal.aborted) refuseUpgrade(socket, error)
    })
  })

  async function listen(wanted: number): Promise<number> {
    server.listen(wanted, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  async function close(): Promise<void> {
    closing.abort()
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  }

  const port = await listen(options.port)
  return {
    url: `https://127.0.0.1:${port}`,
    async restart(downMs) {
      await close()
      await setTimeout(downMs)
      closing = new AbortController()
      await listen(port)
    },
    close,
  }
}

/** Aborted when the connection is done with, whoever ends it. */
function signalOf(target: ServerResponse | Duplex, closing: AbortSignal): AbortSignal {
  const controller = new AbortController()
  const abort = () => {
    closing.removeEventListener('abort', abort)
    controller.abort()
  }
  target.once('close', abort)
  closing.addEventListener('abort', abort, { once: true })
  if (closing.aborted) abort()
  return controller.signal
}

/** Answers on a connection that was to become something else, in plain HTTP. */
function refuseUpgrade(socket: Duplex, error: unknown): void {
  const { status } = error instanceof StatusError ? error : internalError(String(error))
  const body = JSON.stringify(status)
  const head = [
    `HTTP/1.1 ${status.code} ${status.reason}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
