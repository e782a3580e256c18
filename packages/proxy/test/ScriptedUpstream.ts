import type { ExecStatus, TerminalSize } from '@catalyst/api'
import type { OutputFrame } from '@catalyst/kubernetes-client'
import type { ExecUpstream } from '../src/exec/ExecUpstream.ts'

/** The far end of a session, played by a test: it writes what the test says, as fast as it is read. */
export class ScriptedUpstream implements ExecUpstream {
  readonly status: Promise<ExecStatus>
  readonly sizes: TerminalSize[] = []
  /** What was written to stdin. */
  input = ''
  inputEnded = false
  left = false
  /** Bytes that were read from it. */
  readBytes = 0
  /** Set to hold back who writes to stdin. */
  inputGate: Promise<void> | undefined
  readonly stdin = {
    write: async (bytes: Uint8Array | string) => {
      await this.inputGate
      this.input += Buffer.from(bytes as Uint8Array).toString()
    },
    end: async () => {
      this.inputEnded = true
    },
  }
  readonly #frames: OutputFrame[] = []
  #endless: OutputFrame | undefined
  #over = false
  #wake: (() => void) | undefined
  #settle!: (status: ExecStatus) => void
  #reject!: (error: Error) => void

  constructor() {
    this.status = new Promise((resolve, reject) => {
      this.#settle = resolve
      this.#reject = reject
    })
    this.status.catch(() => undefined)
  }

  write(text: string, channel: OutputFrame['channel'] = 'stdout'): void {
    this.#frames.push({ channel, bytes: Buffer.from(text) })
    this.#wake?.()
  }

  /** Writes the same without end, like `yes`. */
  flood(text: string): void {
    this.#endless = { channel: 'stdout', bytes: Buffer.from(text) }
    this.#wake?.()
  }

  /** Ends a flood. */
  dry(): void {
    this.#endless = undefined
  }

  exit(status: ExecStatus): void {
    this.#over = true
    this.#endless = undefined
    this.#settle(status)
    this.#wake?.()
  }

  fail(error: Error): void {
    this.#over = true
    this.#reject(error)
    this.#wake?.()
  }

  get output(): AsyncIterable<OutputFrame> {
    return this.#read()
  }

  resize(size: TerminalSize): void {
    this.sizes.push(size)
  }

  async end(): Promise<string> {
    this.left = true
    this.#over = true
    this.#endless = undefined
    this.#wake?.()
    return 'Left.'
  }

  async *#read(): AsyncGenerator<OutputFrame, void, undefined> {
    let turns = 0
    for (;;) {
      const frame = this.#frames.shift() ?? this.#endless
      if (frame) {
        this.readBytes += frame.bytes.length
        yield frame
        // A real source comes from a socket, and lets other sockets have their turn.
        if (frame === this.#endless && ++turns % 64 === 0) await new Promise<void>((resolve) => setImmediate(resolve))
      } else if (this.#over) {
        await this.status
        return
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve))
      }
    }
  }
}
