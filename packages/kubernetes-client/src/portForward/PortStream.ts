import { Duplex, finished } from 'node:stream'
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
/** How long a reason may come after the end of the data. */
const explanationMs = 1000

/** One connection to a port of a pod. */
export class PortStream extends Duplex {
  readonly #data: SpdyStream
  readonly #connection: SpdyConnection
  readonly #stopListening: () => void
  #timer: NodeJS.Timeout | undefined
  #isFinished = false

  constructor({ data, errors, connection, target, signal }: PortStreamOptions) {
    super()
    this.#data = data
    this.#connection = connection
    const abort = () => this.destroy(signal?.reason as Error)
    this.#stopListening = () => signal?.removeEventListener('abort', abort)
    signal?.addEventListener('abort', abort, { once: true })

    let message = ''
    errors.on('data', (chunk: Buffer) => (message = (message + chunk.toString()).slice(0, longestMessage)))
    const whenExplained = new Promise<void>((resolve) => {
      finished(errors, { writable: false }, () => resolve())
    }).then(() => {
      if (message !== '') this.destroy(messageToPortForwardError(message, target))
    })
    data.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) data.pause()
    })
    // Servers of different age end or abort the data, before or after they have said why, or that all was well.
    finished(data, { writable: false }, (cause) => {
      const isLost = cause !== undefined && cause !== null
      const finish = () => (isLost ? this.destroy(lostPortForward(target, cause)) : this.#finish())
      if (!isLost) this.#timer = setTimeout(finish, explanationMs)
      void whenExplained.then(finish)
    })
    if (signal?.aborted === true) abort()
  }

  /** No more will come. */
  #finish(): void {
    clearTimeout(this.#timer)
    if (!this.destroyed && !this.#isFinished) this.push(null)
    this.#isFinished = true
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
    clearTimeout(this.#timer)
    this.#data.destroy()
    this.#connection.close()
    done(error)
  }
}
