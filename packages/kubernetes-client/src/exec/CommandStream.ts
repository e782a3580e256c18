import {
  decodeExecFrame,
  encodeExecFrame,
  encodeHalfClose,
  encodeResize,
  execChannel,
  exitCodeOf,
  parseExecStatus,
  type ExecStatus,
  type TerminalSize,
} from '@catalyst/api/exec-frames'
import type { WebSocket } from 'ws'
import { ExecError } from '../errors/ExecError.ts'
import { FrameQueue, type OutputFrame } from './FrameQueue.ts'
import { Heartbeat } from './Heartbeat.ts'
import { describe, statusToExecError } from './toExecError.ts'

/** Written to the API server in messages of at most this size. */
const messageBytes = 32 * 1024
/** Above this, writing waits until the socket has taken what was written. */
const unsentLimitBytes = 256 * 1024

export interface CommandStreamOptions {
  socket: WebSocket
  target: { pod: string; container?: string | undefined; command: readonly string[] }
  tty: boolean
  stdin: boolean
  /** The subprotocol can close stdin (v5). */
  canHalfClose: boolean
  /** Bytes of output that may wait for a reader before the container is slowed down. */
  bufferBytes: number
  signal?: AbortSignal | undefined
}

/** Bytes to a command's standard input. */
export interface ExecStdin {
  /** Resolves when the connection has taken the bytes, or most of them: waiting for it is backpressure. */
  write(bytes: Uint8Array | string): Promise<void>
  /** End of file. @throws ExecError where the API server is too old to be told (before 1.30). */
  end(): Promise<void>
}

/**
 * A command that runs in a container. Its output waits for a reader and slows the container down meanwhile, so both `stdout`
 * and `stderr` must be read, or `output`, which is both in the order of arrival. Closing the connection does not end
 * the command: Kubernetes has no call for that.
 *
 * Whoever reads so slowly that a command has ended more than some seconds before its last output is read may lose that
 * end, up to a few MiB that were under way between the servers, and `status` may still be a success. kubectl loses it, too:
 * servers ping each other, and one that has closed its side already answers a ping with a reset.
 */
export class CommandStream implements AsyncDisposable {
  /**
   * How it ended. A non-zero exit is a result. kube-apiserver tells a success, too, where it was the kubelet that went away.
   * @throws ExecError when it could not run, or the connection was lost.
   */
  readonly status: Promise<ExecStatus>
  /** The exit code, as soon as the command has ended. @throws as `status` does. */
  readonly exitCode: Promise<number | undefined>
  readonly stdin: ExecStdin
  readonly #options: CommandStreamOptions
  readonly #queue: FrameQueue
  readonly #heartbeat: Heartbeat
  readonly #closed: Promise<void>
  #settled = false
  #pausedByReader = false
  #pausedByQueue = false
  #resolveStatus!: (status: ExecStatus) => void
  #rejectStatus!: (error: Error) => void

  constructor(options: CommandStreamOptions) {
    const { socket, signal } = options
    this.#options = options
    this.status = new Promise((resolve, reject) => {
      this.#resolveStatus = resolve
      this.#rejectStatus = reject
    })
    this.exitCode = this.status.then(exitCodeOf)
    // Not everybody asks how it ended.
    this.status.catch(() => {})
    this.exitCode.catch(() => {})
    this.#queue = new FrameQueue({
      limitBytes: options.bufferBytes,
      pause: () => this.#flow((this.#pausedByQueue = true)),
      resume: () => this.#flow((this.#pausedByQueue = false)),
    })
    this.#heartbeat = new Heartbeat(socket, () => socket.isPaused)
    this.stdin = { write: (bytes) => this.#write(bytes), end: () => this.#endInput() }
    socket.binaryType = 'nodebuffer'
    socket.on('message', (data) => this.#receive(data as Buffer))
    this.#closed = new Promise((resolve) => socket.once('close', () => resolve(this.#finish())))
    const abort = () =>
      this.#fail(
        signal?.reason instanceof Error ? signal.reason : new DOMException('The command was given up.', 'AbortError'),
      )
    signal?.addEventListener('abort', abort, { once: true })
    void this.#closed.then(() => signal?.removeEventListener('abort', abort))
    if (signal?.aborted) abort()
    else socket.resume()
  }

  /** Whether `status` is known. */
  get ended(): boolean {
    return this.#settled
  }

  get stdout(): AsyncIterable<Uint8Array> {
    return this.#queue.readBytes('stdout')
  }

  get stderr(): AsyncIterable<Uint8Array> {
    return this.#queue.readBytes('stderr')
  }

  /** Both channels, in the order of arrival. */
  get output(): AsyncIterable<OutputFrame> {
    return this.#queue.read()
  }

  /** Tells the terminal its size. Without a terminal it does nothing: the API server would wait for ever to pass it on. */
  resize(size: TerminalSize): void {
    if (this.#options.tty && this.#isOpen()) this.#options.socket.send(encodeResize(size))
  }

  /** Takes no more from the container until {@link resume}; what has arrived can still be read. */
  pause(): void {
    this.#flow((this.#pausedByReader = true))
  }

  resume(): void {
    this.#flow((this.#pausedByReader = false))
  }

  /** Closes the connection. What had not ended by then counts as lost. */
  close(): void {
    this.#queue.discard()
    this.#fail(
      new ExecError(`The connection to a command in ${describe(this.#options.target)} was closed before it ended.`, {
        code: 'ConnectionLost',
      }),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
    await this.#closed
  }

  #receive(message: Buffer) {
    this.#heartbeat.touch()
    if (message.length === 0) return
    const { channel, payload } = decodeExecFrame(message as Buffer<ArrayBuffer>)
    if (channel === execChannel.stdout) this.#queue.push({ channel: 'stdout', bytes: payload })
    else if (channel === execChannel.stderr) this.#queue.push({ channel: 'stderr', bytes: payload })
    else if (channel === execChannel.error && payload.length > 0) this.#end(parseExecStatus(payload))
  }

  #end(status: ExecStatus) {
    if (this.#settled) return
    this.#settled = true
    const error = statusToExecError(status, this.#options.target)
    if (error) this.#rejectStatus(error)
    else this.#resolveStatus(status)
    this.#queue.end()
    // The API server closes by itself; this is for one that doesn't.
    this.#options.socket.close(1000)
  }

  #fail(error: Error) {
    if (!this.#settled) {
      this.#settled = true
      this.#rejectStatus(error)
      this.#queue.end(error)
    }
    // A paused socket would never see the other side's close frame.
    this.#options.socket.terminate()
  }

  #finish() {
    this.#heartbeat.stop()
    if (this.#settled) return
    this.#fail(
      new ExecError(
        `The connection to a command in ${describe(this.#options.target)} was lost; whether it still runs is not known.`,
        {
          code: 'ConnectionLost',
        },
      ),
    )
  }

  #flow(_changed: boolean) {
    const { socket } = this.#options
    if (this.#pausedByQueue || this.#pausedByReader) socket.pause()
    else socket.resume()
  }

  async #write(data: Uint8Array | string) {
    const { socket, stdin, target } = this.#options
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    if (!stdin) throw new ExecError(`The command in ${describe(target)} was started without stdin.`, { code: 'Failed' })
    for (let at = 0; at < bytes.length; at += messageBytes) {
      if (!this.#isOpen())
        await this.status.then(() =>
          Promise.reject(new ExecError(`The command in ${describe(target)} has ended.`, { code: 'NotRunning' })),
        )
      const sent = this.#send(encodeExecFrame(execChannel.stdin, bytes.subarray(at, at + messageBytes)))
      if (socket.bufferedAmount > unsentLimitBytes) await sent
    }
  }

  #send(frame: Uint8Array): Promise<void> {
    this.#heartbeat.expectDelay()
    // A failure to send is followed by 'close', which tells it better.
    return new Promise((resolve) => this.#options.socket.send(frame, () => resolve()))
  }

  async #endInput() {
    const { canHalfClose, target } = this.#options
    if (!canHalfClose) {
      throw new ExecError(
        `The input of a command in ${describe(target)} can't be ended: the API server does not speak v5.channel.k8s.io, which Kubernetes has since 1.30.`,
        { code: 'Failed' },
      )
    }
    if (this.#isOpen()) await this.#send(encodeHalfClose())
  }

  #isOpen(): boolean {
    return this.#options.socket.readyState === 1 /* OPEN */
  }
}
