import { Duplex } from 'node:stream'
import type { SpdyConnection } from '../spdy/SpdyConnection.ts'
import type { SpdyStream } from '../spdy/SpdyStream.ts'
import { lostPortForward, messageToPortForwardError, type PortForwardTarget } from './toPortForwardError.ts'

export interface PortStreamOptions {
  data: SpdyStream
  /** Says why there is no data (any more); silent otherwise. */
  errors: SpdyStream
  /** Taken over: it ends with the stream. */
  connection: SpdyConnection
  target: PortForwardTarget
  signal?: AbortSignal | undefined
}

/** The most of an error message that is kept. */
const longestMessage = 64 * 1024

/** One connection to a port of a pod. */
export class PortStream extends Duplex {
  readonly #data: SpdyStream
  readonly #connection: SpdyConnection
  readonly #stopListening: () => void

  constructor({ data, errors, connection, target, signal }: PortStreamOptions) {
    super()
    this.#data = data
    this.#connection = connection
    const abort = () => this.destroy(signal?.reason as Error)
    this.#stopListening = () => signal?.removeEventListener('abort', abort)
    signal?.addEventListener('abort', abort, { once: true })

    const message = readMessage(errors)
    void message.then((text) => {
      if (text !== '') this.destroy(messageToPortForwardError(text, target))
    })
    data.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) data.pause()
    })
    data.once('end', () => this.push(null))
    data.once('error', (cause) => {
      // The reason follows: the data is cut first.
      void message.then(() => this.destroy(lostPortForward(target, cause)))
    })
    if (signal?.aborted === true) abort()
  }

  override _read(): void {
    this.#data.resume()
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // Why it fails is told by the errors of the stream.
    if (this.#data.writable) this.#data.write(chunk, () => done())
    else done()
  }

  override _final(done: (error?: Error | null) => void): void {
    if (this.#data.writable) this.#data.end(() => done())
    else done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#stopListening()
    this.#data.destroy()
    this.#connection.close()
    done(error)
  }
}

async function readMessage(errors: SpdyStream): Promise<string> {
  let message = ''
  try {
    for await (const chunk of errors as AsyncIterable<Buffer>) {
      message = (message + chunk.toString()).slice(0, longestMessage)
    }
  } catch {
    // It was cut: what has come of it says more than that.
  }
  return message
}
