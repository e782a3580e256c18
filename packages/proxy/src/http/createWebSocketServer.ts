import { WebSocketServer } from 'ws'

const subprotocol = 'v5.channel.k8s.io'
/** Keystrokes and pasted text; a client that sends more at once sends it in pieces. */
const maxMessageBytes = 1024 * 1024

/** What answers upgrades; which HTTP server the sockets come from doesn't matter to it. */
export function createWebSocketServer(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  })
}

/** Says goodbye to every client, and hangs up on those that are still there after `graceMs`. */
export async function closeWebSockets(sockets: WebSocketServer, graceMs: number): Promise<void> {
  const closed = [...sockets.clients].map((socket) => {
    return new Promise<void>((resolve) => {
      const cut = setTimeout(() => socket.terminate(), graceMs)
      socket.once('close', () => {
        clearTimeout(cut)
        resolve()
      })
      socket.close(1001, 'The server is shutting down.')
    })
  })
  await Promise.all(closed)
}
