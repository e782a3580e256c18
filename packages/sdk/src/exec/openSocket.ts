import { bearerSubprotocolPrefix, execSubprotocol } from '@catalyst/api/exec-frames'
import { isNode } from '../internals/isNode.ts'
import type { HttpClient } from '../request/HttpClient.ts'

/** A constructor such as the browser's WebSocket; Node's takes headers in an options object. */
export type WebSocketConstructor = new (url: string | URL, protocols?: string | string[]) => WebSocket

type NodeWebSocketConstructor = new (url: string, options: { protocols: string[]; headers: Headers }) => WebSocket

/** The page may not even try to open a socket, as one behind https may not to an address without TLS. */
export class SocketBlockedError extends Error {
  override readonly name = 'SocketBlockedError'
}

/**
 * Opens a socket to a path under `/api/v1` with the caller's credentials: as headers in Node, as Kubernetes' second subprotocol
 * in browsers.
 *
 * @throws SocketBlockedError where the page may open none.
 */
export async function openSocket(
  http: HttpClient,
  path: string,
  constructor: WebSocketConstructor | undefined,
): Promise<WebSocket> {
  const url = socketUrl(http.url(path))
  let socket: WebSocket
  if (isNode && constructor === undefined) {
    const NodeWebSocket = globalThis.WebSocket as unknown as NodeWebSocketConstructor
    socket = new NodeWebSocket(url, { protocols: [execSubprotocol], headers: await http.headers() })
  } else {
    const token = await http.token()
    const protocols =
      token === undefined ? [execSubprotocol] : [execSubprotocol, bearerSubprotocolPrefix + base64url(token)]
    try {
      socket = new (constructor ?? globalThis.WebSocket)(url, protocols)
    } catch (cause) {
      throw new SocketBlockedError('This page may open no WebSocket to the proxy.', { cause })
    }
  }
  socket.binaryType = 'arraybuffer'
  return socket
}

function socketUrl(url: string): string {
  const absolute = new URL(url, 'location' in globalThis ? globalThis.location.href : undefined)
  absolute.protocol = absolute.protocol === 'https:' ? 'wss:' : 'ws:'
  return absolute.href
}

/** Unpadded, as RFC 6455 wants no `=` in a subprotocol. */
function base64url(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCodePoint(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
