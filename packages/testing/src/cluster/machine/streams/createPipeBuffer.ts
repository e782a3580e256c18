import { BrokenPipeError } from '../BrokenPipeError.ts'
import { createGate } from './createGate.ts'

/** A pipe of the kernel. Chunks pass through it as they are, without copies, so nobody may write into one that was sent. */
export interface PipeBuffer {
  /** Up to `max` bytes; undefined at the end. */
  read(max: number, signal?: AbortSignal): Promise<Uint8Array | undefined>
  /** What is there without waiting. */
  readonly available: number
  write(bytes: Uint8Array, signal?: AbortSignal): Promise<void>
  closeRead(): void
  closeWrite(): void
}

/** As on Linux. */
const defaultCapacity = 65_536

export function createPipeBuffer(capacity = defaultCapacity): PipeBuffer {
  const chunks: Uint8Array[] = []
  const readable = createGate()
  const writable = createGate()
  let buffered = 0
  let head = 0
  let isReadClosed = false
  let isWriteClosed = false

  function take(max: number): Uint8Array | undefined {
    const first = chunks[head]
    if (first === undefined) return undefined
    const taken = first.length <= max ? first : first.subarray(0, max)
    if (taken === first) {
      head += 1
      if (head === chunks.length) chunks.length = head = 0
    } else {
      chunks[head] = first.subarray(max)
    }
    const wasFull = buffered > capacity
    buffered -= taken.length
    if (wasFull && buffered <= capacity) writable.open()
    return taken
  }

  return {
    get available() {
      return buffered
    },
    async read(max, signal) {
      for (;;) {
        const taken = take(max)
        if (taken !== undefined) return taken
        if (isWriteClosed || isReadClosed) return undefined
        await readable.wait(signal)
      }
    },
    async write(bytes, signal) {
      if (isReadClosed) throw new BrokenPipeError()
      if (isWriteClosed) throw new Error('This pipe was ended; nothing can be written to it any more.')
      if (bytes.length === 0) return
      chunks.push(bytes)
      buffered += bytes.length
      readable.open()
      while (buffered > capacity) {
        await writable.wait(signal)
        if (isReadClosed) throw new BrokenPipeError()
      }
    },
    closeRead() {
      isReadClosed = true
      chunks.length = head = buffered = 0
      readable.open()
      writable.open()
    },
    closeWrite() {
      isWriteClosed = true
      readable.open()
    },
  }
}
