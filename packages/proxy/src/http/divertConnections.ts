import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Whoever takes connections that are meant for another host than ours. */
export interface Diversion {
  /** Whether a host is theirs; it is in small letters and without its port. */
  owns: (host: string) => boolean
  /** Takes a connection, on which `head` has come already. Nothing of it has been answered. */
  take: (socket: Socket, hello: { host: string; head: Buffer }) => void
}

/** A request whose head is longer is left to the server, which refuses it. */
const maxHeadBytes = 16_384
/** How long a connection may say nothing here, before the server's own timeouts begin. */
const quietMs = 5000

/**
 * Looks at the first request of each connection, and hands the whole connection over, byte for byte, where its host is
 * somebody else's. Browsers never send requests for two hosts on one connection without TLS.
 *
 * @returns what ends those connections, with the server.
 */
export function divertConnections(server: Server, diversion: Diversion): { destroy: () => void } {
  const listeners = server.listeners('connection') as ((this: Server, socket: Socket) => void)[]
  const diverted = new Set<Socket>()
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    const chunks: Buffer[] = []
    const timer = setTimeout(settle, quietMs)
    // Held here and not yet the server's, which would end it with itself.
    diverted.add(socket)
    const forget = () => {
      clearTimeout(timer)
      diverted.delete(socket)
    }
    socket.on('close', forget)
    socket.on('error', ignore)
    socket.on('data', look)
    socket.on('end', giveUp)

    function look(chunk: Buffer): void {
      chunks.push(chunk)
      const head = Buffer.concat(chunks)
      if (head.length < maxHeadBytes && !head.includes('\r\n\r\n')) return
      const host = hostOf(head)
      if (host === undefined || !diversion.owns(host)) return settle()
      release()
      diversion.take(socket, { host, head })
    }

    /** It is the server's. */
    function settle(): void {
      release()
      forget()
      socket.off('close', forget)
      socket.off('error', ignore)
      if (chunks.length > 0) socket.unshift(Buffer.concat(chunks))
      for (const listener of listeners) listener.call(server, socket)
      socket.resume()
    }

    /** They have gone before they said whom they wanted. */
    function giveUp(): void {
      socket.destroy()
    }

    function release(): void {
      clearTimeout(timer)
      socket.off('data', look)
      socket.off('end', giveUp)
      socket.pause()
    }
  })
  return {
    destroy() {
      for (const socket of diverted) socket.destroy()
    },
  }
}

/** The one Host of a request's head; a request with several is nobody's. */
function hostOf(head: Buffer): string | undefined {
  const [text = ''] = head.toString('latin1').split('\r\n\r\n')
  const hosts = text
    .split('\r\n')
    .slice(1)
    .filter((line) => /^host[ \t]*:/i.test(line))
  if (hosts.length !== 1) return undefined
  return /^host:[ \t]*([^\s:]+)(?::\d+)?[ \t]*$/i.exec(hosts[0] ?? '')?.[1]?.toLowerCase()
}

/** The end of the connection is told by `close`. */
function ignore(): void {}
