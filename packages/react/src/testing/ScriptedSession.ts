import type { ExecExit, ExecResumption, ExecSession, ExecState } from '@catalyst/sdk'

/** A session at whose other end the test sits. */
export class ScriptedSession implements ExecSession {
  state: ExecState = 'open'
  retryAt: Date | undefined
  resumption: ExecResumption = { session: crypto.randomUUID(), received: 0 }
  isLeft = false
  input = ''
  sizes: string[] = []
  acknowledged = 0
  closed = false
  readonly #exit = Promise.withResolvers<ExecExit>()
  readonly exit = this.#exit.promise
  #output: ((bytes: Uint8Array, channel: 'stdout' | 'stderr') => void) | undefined

  say(text: string): void {
    this.#output?.(new TextEncoder().encode(text), 'stdout')
  }
  sayBytes(bytes: Uint8Array): void {
    this.#output?.(bytes, 'stdout')
  }
  finish(exit: ExecExit): void {
    this.state = 'closed'
    this.#exit.resolve(exit)
  }
  onOutput(listener: (bytes: Uint8Array, channel: 'stdout' | 'stderr') => void): () => void {
    this.#output = listener
    return () => (this.#output = undefined)
  }
  onState(): () => void {
    return () => undefined
  }
  write(data: string | Uint8Array): void {
    this.input += typeof data === 'string' ? data : new TextDecoder().decode(data)
  }
  end(): void {}
  resize({ columns, rows }: { columns: number; rows: number }): void {
    this.sizes.push(`${columns}x${rows}`)
  }
  acknowledge(bytes: number): void {
    this.acknowledged += bytes
    this.resumption = { ...this.resumption, received: this.acknowledged }
  }
  leave(): void {
    this.isLeft = true
  }
  close(): void {
    this.closed = true
  }
}
