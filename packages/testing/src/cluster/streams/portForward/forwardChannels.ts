import { Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { WebSocket } from 'ws'
import { createSocketSink } from '../webSocket/createSocketSink.ts'
import { createSocketSource, type SocketSource } from '../webSocket/createSocketSource.ts'
import type { Forward } from './createForwarder.ts'

export interface ForwardChannelsOptions {
  readonly ports: readonly number[]
  readonly forward: Forward
}

/**
 * Forwards over a plain WebSocket whose messages begin with the number of a channel: of the n-th port 2n is for data and 2n+1
 * for an error, and the first message of each is the port. The connection ends when all ports are done.
 */
export async function forwardChannels(socket: WebSocket, { ports, forward }: ForwardChannelsOptions): Promise<void> {
  const sources = new Map<number, SocketSource>()
  socket.on('message', (message: Buffer) => {
    const [channel] = message
    if (channel !== undefined) sources.get(channel)?.push(message.subarray(1))
  })
  socket.once('close', () => {
    for (const source of sources.values()) source.end()
  })

  const forwarding = ports.map(async (port, index) => {
    const channel = index * 2
    const source = createSocketSource(socket)
    sources.set(channel, source)
    for (const each of [channel, channel + 1]) send(socket, each, littleEndian(port))
    const data = createChannelStream(
      source,
      createSocketSink(socket, (bytes) => frame(channel, bytes)),
    )
    const failure = await forward(port, data)
    if (failure !== undefined) send(socket, channel + 1, Buffer.from(failure))
    data.end()
    // What is on its way to the client goes before the connection does.
    await finished(data, { readable: false }).catch(() => undefined)
    data.destroy()
  })
  await Promise.all(forwarding)
  socket.close(1000)
}

function createChannelStream({ source }: SocketSource, sink: ReturnType<typeof createSocketSink>): Duplex {
  const stream = Duplex.from({
    readable: source,
    async writable(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) await sink.write(chunk)
    },
  })
  stream.on('error', () => undefined)
  return stream
}

function send(socket: WebSocket, channel: number, bytes: Uint8Array): void {
  if (socket.readyState === socket.OPEN) socket.send(frame(channel, bytes))
}

function frame(channel: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(channel), bytes])
}

function littleEndian(port: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(port)
  return bytes
}
