import type { ByteSink, ByteSource } from './ByteStream.ts'
import { createPipeBuffer } from './streams/createPipeBuffer.ts'

export interface PipeOptions {
  /** Bytes that it holds before a writer has to wait. @default 65536 */
  capacity?: number | undefined
}

/** Bytes from one side to the other, with back pressure. A reader that leaves its loop breaks the pipe for the writer. */
export function createPipe({ capacity }: PipeOptions = {}): { source: ByteSource; sink: ByteSink } {
  const buffer = createPipeBuffer(capacity)
  return {
    source: {
      [Symbol.asyncIterator]: () => ({
        async next() {
          const value = await buffer.read(Infinity)
          return value === undefined ? { done: true, value } : { done: false, value }
        },
        async return() {
          buffer.closeRead()
          return { done: true, value: undefined }
        },
      }),
    },
    sink: { write: (bytes) => buffer.write(bytes), end: () => buffer.closeWrite() },
  }
}
