import type { WebSocket } from 'ws'
import type { ByteSource } from '../../machine/ByteStream.ts'
import { createPipe } from '../../machine/createPipe.ts'

/** Bytes that come with messages of a WebSocket. */
export interface SocketSource {
  readonly source: ByteSource
  push(bytes: Uint8Array): void
  end(): void
}

/** While nobody reads what has come the socket is paused, so that the client has to wait. */
export function createSocketSource(socket: WebSocket): SocketSource {
  const { source, sink } = createPipe()
  let writing = 0

  async function push(bytes: Uint8Array): Promise<void> {
    if (writing++ === 0) socket.pause()
    try {
      await sink.write(bytes)
    } catch {
      // The reader has gone; the rest is of no use to anybody.
    } finally {
      if (--writing === 0) socket.resume()
    }
  }

  return { source, push: (bytes) => void push(bytes), end: () => sink.end() }
}
