import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

export interface UpgradeGuard {
  /** Cuts every connection that asked for an upgrade. */
  destroy(): void
}

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/**
 * Stands before the adapter's upgrade listener, which answers WebSocket requests alone: any other upgrade would hold
 * its socket open without an answer or an owner. Node also hands upgraded sockets over for good, so whoever closes
 * the server has to know them.
 */
export function guardUpgrades(server: Server): UpgradeGuard {
  const listeners = server.listeners('upgrade') as UpgradeListener[]
  const sockets = new Set<Duplex>()
  server.removeAllListeners('upgrade')
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    if (request.headers.upgrade?.toLowerCase() === 'websocket' && request.method === 'GET') {
      for (const listener of listeners) listener(request, socket, head)
    } else {
      socket.on('error', () => socket.destroy())
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    }
  })
  return {
    destroy() {
      for (const socket of sockets) socket.destroy()
    },
  }
}
