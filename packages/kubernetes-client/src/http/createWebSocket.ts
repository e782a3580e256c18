import type { IncomingMessage } from 'node:http'
import type * as ws from 'ws'
import type { ClientOptions, WebSocket } from 'ws'

export interface CreatedWebSocket {
  socket: WebSocket
  /** The subprotocol that the server chose; empty for none. To be asked when it is open. */
  readonly protocol: () => string
}

/** Options, and the class out of `ws`, which is loaded late. */
export type WebSocketCreation = ClientOptions & Pick<typeof ws, 'WebSocket'>

/**
 * A WebSocket that may offer any subprotocol. The names that Kubernetes has for tunnels, `SPDY/3.1+portforward.k8s.io`, are no
 * tokens as RFC 6455 (4.1) wants them, and `ws` does not take those; so it is not told of them.
 */
export function createWebSocket(
  url: URL,
  protocols: readonly string[],
  { WebSocket, ...options }: WebSocketCreation,
): CreatedWebSocket {
  const address = new URL(url)
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  if (!protocols.some((protocol) => protocol.includes('/'))) {
    const socket = new WebSocket(address, [...protocols], options)
    return { socket, protocol: () => socket.protocol }
  }
  let chosen = ''
  const socket = new WebSocket(address, {
    ...options,
    finishRequest(request) {
      request.setHeader('Sec-WebSocket-Protocol', protocols.join(', '))
      request.end()
    },
  })
  socket.once('upgrade', (response: IncomingMessage) => {
    const answered = response.headers['sec-websocket-protocol'] ?? ''
    // Left there, an answer that was not asked for would be one more error.
    if (protocols.includes(answered)) {
      chosen = answered
      delete response.headers['sec-websocket-protocol']
    }
  })
  return { socket, protocol: () => chosen }
}
