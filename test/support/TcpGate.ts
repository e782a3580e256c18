import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'

/** A TCP relay in front of a server that can be shut, as a pulled cable or a server that is down, and opened again. */
export class TcpGate implements AsyncDisposable {
  #server: Server | undefined
  readonly #sockets = new Set<Socket>()
  #port = 0
  /** Where connections lead; may change between two of them. */
  target: { host: string; port: number }

  constructor(target: { host: string; port: number }) {
    this.target = target
  }

  get port(): number {
    return this.#port
  }

  /** Listens, on the same port each time. */
  async open(): Promise<void> {
    const server = createServer((inner) => {
      const outer = connect(this.target)
      for (const [socket, other] of [
        [inner, outer],
        [outer, inner],
      ] as const) {
        this.#sockets.add(socket)
        socket.pipe(other)
        socket.on('error', () => other.destroy())
        socket.on('close', () => {
          this.#sockets.delete(socket)
          other.destroy()
        })
      }
    })
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  /** Cuts every connection and refuses new ones. */
  async shut(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    for (const socket of this.#sockets) socket.destroy()
    if (!server) return
    server.close()
    await once(server, 'close')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shut()
  }
}
