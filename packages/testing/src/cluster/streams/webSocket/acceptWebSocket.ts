import type { IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Upgrade } from '../Upgrade.ts'

/** The first of what the client offers that is spoken here, '' when it offers nothing; undefined when they do not meet. */
export function chooseProtocol({ headers }: IncomingMessage, spoken: readonly string[]): string | undefined {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim())
  return offered.find((protocol) => spoken.includes(protocol))
}

/**
 * Completes the handshake; what it lacks is answered by HTTP, and the promise then stays open.
 *
 * @param protocol '' for none
 */
export function acceptWebSocket({ message, socket, head }: Upgrade, protocol: string): Promise<WebSocket> {
  const server = new WebSocketServer({
    ...{ noServer: true, clientTracking: false, perMessageDeflate: false },
    handleProtocols: () => (protocol === '' ? false : protocol),
  })
  if (protocol.includes('/')) {
    // No token as RFC 6455 (4.1) wants it, so that the library would refuse it.
    delete message.headers['sec-websocket-protocol']
    server.on('headers', (headers) => headers.push(`Sec-WebSocket-Protocol: ${protocol}`))
  }
  return new Promise((resolve) => {
    server.handleUpgrade(message, socket, head, (webSocket) => {
      // What breaks the connection closes it, and that is listened to.
      webSocket.on('error', () => undefined)
      resolve(webSocket)
    })
  })
}
