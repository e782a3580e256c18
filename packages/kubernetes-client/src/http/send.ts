import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { ConnectionError } from '../errors/ConnectionError.ts'
import { isConnectionError } from '../errors/guards.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { prepareRequest, type PreparedRequest } from './prepareRequest.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { toConnectionError } from './toConnectionError.ts'

export interface SendOptions extends RequestOptions {
  /** Whether the answer is a stream, which gets a connection of its own. */
  dedicated: boolean
}

export interface SentRequest {
  response: IncomingMessage
  url: URL
}

/**
 * Sends a request and resolves as soon as the head of its answer is there, whatever its status. The signal goes on to
 * govern the body.
 * @throws ConnectionError; or what the signal was aborted with.
 */
export async function send(kubeConfig: ClusterAccess, path: string, options: SendOptions): Promise<SentRequest> {
  const prepared = await prepareRequest(kubeConfig, path, options)
  const response = await sendOnce(prepared, options).catch((error: unknown) => {
    // The server may close an idle connection just as it is used again (nodejs.org/api/http.html#requestreusedsocket).
    if (error instanceof StaleConnection) return sendOnce({ ...prepared, agent: false }, options)
    throw error
  })
  return { response, url: prepared.url }
}

class StaleConnection extends Error {}

function sendOnce(prepared: PreparedRequest, options: SendOptions): Promise<IncomingMessage> {
  const { method, url, body } = prepared
  const { signal, timeoutMs = 30_000, connectTimeoutMs = 10_000 } = options
  return new Promise((resolve, reject) => {
    const request = createRequest(prepared)

    const abort = () => request.destroy(reasonOf(signal))
    signal?.addEventListener('abort', abort, { once: true })
    const timer = setTimeout(() => {
      request.destroy(timedOut(`The API server at ${url.origin} gave no answer within ${seconds(timeoutMs)}.`))
    }, timeoutMs)
    limitConnecting(request, connectTimeoutMs, () =>
      timedOut(`No connection to the API server at ${url.origin} within ${seconds(connectTimeoutMs)}.`),
    )
    const settle = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }

    request.once('response', (response) => {
      settle()
      if (options.dedicated) response.socket.setKeepAlive(true, 30_000)
      endOnAbort(response, signal)
      resolve(response)
    })
    request.once('upgrade', (_response, socket: Socket) => socket.destroy())
    // Stays for as long as the request lives: an error after the answer shows on the answer.
    request.on('error', (error: NodeJS.ErrnoException) => {
      settle()
      if (signal?.aborted) reject(reasonOf(signal))
      else if (isConnectionError(error)) reject(error)
      else if (method === 'GET' && request.reusedSocket && isCut(error)) reject(new StaleConnection())
      else reject(toConnectionError(error, url))
    })
    request.end(body)
  })
}

function createRequest({ method, url, headers, tls, agent, node }: PreparedRequest): ClientRequest {
  try {
    if (url.protocol === 'http:') return node.http.request(url, { method, headers, agent })
    return node.https.request(url, { method, headers, agent, ...tls })
  } catch (error) {
    throw toConnectionError(error, url)
  }
}

/** The clock runs while a new connection is made, and not while a request waits for a free one. */
function limitConnecting(request: ClientRequest, timeoutMs: number, failure: () => Error) {
  request.once('socket', (socket: Socket) => {
    const isTls = 'encrypted' in socket
    if (!socket.connecting && !(isTls && !(socket as TLSSocket).getProtocol())) return
    const timer = setTimeout(() => request.destroy(failure()), timeoutMs)
    const stop = () => clearTimeout(timer)
    socket.once(isTls ? 'secureConnect' : 'connect', stop)
    socket.once('close', stop)
  })
}

function endOnAbort(response: IncomingMessage, signal: AbortSignal | undefined) {
  if (!signal) return
  const abort = () => response.destroy(reasonOf(signal))
  if (signal.aborted) return void abort()
  signal.addEventListener('abort', abort, { once: true })
  response.once('close', () => signal.removeEventListener('abort', abort))
}

/** A stream can only be destroyed with an Error; an abort may have any reason. */
export function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new DOMException(String(reason), 'AbortError')
}

function timedOut(message: string): ConnectionError {
  return new ConnectionError(message, { reason: 'TimedOut' })
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`
}

function isCut(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE'
}
