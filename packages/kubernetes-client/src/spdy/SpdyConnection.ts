import type { Duplex } from 'node:stream'
import { encodeFrame, FrameReader, type SpdyFrame } from './frames.ts'
import { createHeaderDecoder, createHeaderEncoder, type SpdyHeaders } from './headerBlocks.ts'
import { SpdyStream } from './SpdyStream.ts'

export interface SpdyConnectionOptions {
  /** Who began the connection: its streams have odd numbers. */
  role: 'client' | 'server'
  /** Takes a stream that the other side has opened. What it throws refuses the stream. @default refuses all */
  onStream?: ((stream: SpdyStream) => void) | undefined
}

/** RST_STREAM and GOAWAY, 2.4.3 and 2.6.6 of the protocol. */
const refusedStream = 3
const cancel = 5
const goAwayOk = 0
/** Longer writes are sent in several frames, so that streams take turns. */
const longestData = 64 * 1024

/**
 * A connection of SPDY/3.1 in the dialect of Kubernetes: no settings, and no windows either, because its servers neither
 * open nor heed them. A stream that nobody reads therefore holds back the whole connection.
 */
export class SpdyConnection {
  /** Resolves when the connection is over, whoever ended it. Never rejects. */
  readonly closed: Promise<void>
  readonly #transport: Duplex
  readonly #options: SpdyConnectionOptions
  readonly #encode = createHeaderEncoder()
  readonly #decoder = createHeaderDecoder()
  readonly #streams = new Map<number, SpdyStream>()
  readonly #replies = new Map<number, { resolve: () => void; reject: (error: Error) => void }>()
  #nextId: number
  #lastReceivedId = 0

  /** @param transport taken over: it ends with this connection */
  constructor(transport: Duplex, options: SpdyConnectionOptions) {
    this.#transport = transport
    this.#options = options
    this.#nextId = options.role === 'client' ? 1 : 2
    // It ends the reading below, and that tells the streams.
    transport.on('error', () => undefined)
    this.closed = this.#run()
  }

  /** Opens a stream, and waits until the other side has taken it: what is sent before is thrown away by Kubernetes. */
  async open(headers: SpdyHeaders): Promise<SpdyStream> {
    const id = this.#nextId
    this.#nextId += 2
    const stream = this.#add(id, headers)
    const reply = new Promise<void>((resolve, reject) => this.#replies.set(id, { resolve, reject }))
    this.#send({ type: 'synStream', streamId: id, isLast: false, headers: this.#encode(headers) })
    try {
      await reply
      return stream
    } finally {
      this.#replies.delete(id)
    }
  }

  /** Says goodbye, and ends the transport once everything has been sent. */
  close(): void {
    if (!this.#transport.writable) return
    this.#send({ type: 'goAway', lastStreamId: this.#lastReceivedId, status: goAwayOk })
    this.#transport.end()
  }

  /** Ends it at once. */
  destroy(): void {
    this.#transport.destroy()
  }

  async #run(): Promise<void> {
    let reason: unknown
    try {
      const frames = new FrameReader()
      reading: for await (const chunk of this.#transport as AsyncIterable<Uint8Array>) {
        for (const frame of frames.push(chunk)) {
          if (frame.type === 'goAway') break reading
          await this.#handle(frame)
        }
      }
    } catch (error) {
      reason = error
    }
    const lost = new Error('The connection was closed before the stream had ended.', { cause: reason })
    for (const { reject } of this.#replies.values()) reject(lost)
    for (const stream of [...this.#streams.values()]) stream.receiveLoss(lost)
    this.#decoder.close()
    this.#transport.destroy()
  }

  async #handle(frame: Exclude<SpdyFrame, { type: 'goAway' }>): Promise<void> {
    if (frame.type === 'ping') {
      // A ping of our own, which we do not send, would come back with a number of ours.
      const isTheirs = frame.id % 2 !== this.#nextId % 2
      if (isTheirs) this.#send(frame)
      return
    }
    if (frame.type === 'synStream') return this.#accept(frame)
    // Every block has to pass the decoder, whether anybody needs it or not.
    if (frame.type === 'synReply' || frame.type === 'headers') await this.#decoder.decode(frame.headers)
    const stream = this.#streams.get(frame.streamId)
    if (stream === undefined) return
    if (frame.type === 'reset') {
      const error = new Error(`The stream was aborted by the other side (status ${frame.status}).`)
      this.#replies.get(frame.streamId)?.reject(error)
      stream.receiveReset(error)
      return
    }
    if (frame.type === 'synReply') this.#replies.get(frame.streamId)?.resolve()
    if (frame.type === 'data') await stream.receive(frame.data)
    if (frame.isLast) stream.receiveEnd()
  }

  async #accept({ streamId, isLast, headers }: Extract<SpdyFrame, { type: 'synStream' }>): Promise<void> {
    this.#lastReceivedId = streamId
    const stream = this.#add(streamId, await this.#decoder.decode(headers))
    try {
      if (this.#options.onStream === undefined) throw new Error('This side takes no streams.')
      this.#options.onStream(stream)
    } catch {
      this.#send({ type: 'reset', streamId, status: refusedStream })
      stream.receiveReset(new Error('The stream was refused.'))
      return
    }
    this.#send({ type: 'synReply', streamId, isLast: false, headers: this.#encode({}) })
    if (isLast) stream.receiveEnd()
  }

  #add(id: number, headers: SpdyHeaders): SpdyStream {
    const stream = new SpdyStream(id, headers, {
      send: (data, isLast, done) => this.#sendData({ id, data, isLast }, done),
      leave: (isAborted) => {
        this.#streams.delete(id)
        if (isAborted) this.#send({ type: 'reset', streamId: id, status: cancel })
      },
    })
    // Who does not listen finds out by the stream's end.
    stream.on('error', () => undefined)
    this.#streams.set(id, stream)
    return stream
  }

  #sendData(
    { id: streamId, data, isLast }: { id: number; data: Uint8Array; isLast: boolean },
    done: (error?: Error | null) => void,
  ): void {
    if (!this.#transport.writable) return done(new Error('The connection is closed.'))
    for (let at = 0; at === 0 || at < data.length; at += longestData) {
      const end = Math.min(at + longestData, data.length)
      const isEnd = end === data.length
      const frame = encodeFrame({ type: 'data', streamId, isLast: isLast && isEnd, data: data.subarray(at, end) })
      if (isEnd) this.#transport.write(frame, done)
      else this.#transport.write(frame)
    }
  }

  #send(frame: SpdyFrame): void {
    if (this.#transport.writable) this.#transport.write(encodeFrame(frame))
  }
}
