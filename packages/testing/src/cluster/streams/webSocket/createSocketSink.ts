import type { WebSocket } from 'ws'
import { BrokenPipeError } from '../../machine/BrokenPipeError.ts'
import type { ByteSink } from '../../machine/ByteStream.ts'

/** Above this the writer waits until the client has taken what was sent. */
const unsentLimit = 128 * 1024

/** Sends bytes as messages of a WebSocket. Its end says nothing to the client: the status does. */
export function createSocketSink(socket: WebSocket, frame: (bytes: Uint8Array) => Uint8Array): ByteSink {
  return {
    async write(bytes) {
      if (socket.readyState !== socket.OPEN) throw new BrokenPipeError()
      const sent = new Promise<boolean>((resolve) => {
        socket.send(frame(bytes), (error) => resolve(error === undefined || error === null))
      })
      if (socket.bufferedAmount > unsentLimit && !(await sent)) throw new BrokenPipeError()
    },
    end: () => undefined,
  }
}
