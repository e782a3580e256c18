import type { Readable } from 'node:stream'
import { LineSplitter } from '../internals/LineSplitter.ts'
import { parseWatchLine, type WatchLine } from './parseWatchLine.ts'
import type { WatchableObject } from './watchTypes.ts'

/** Far above what etcd stores in one object (1.5 MiB), whatever JSON adds. */
const maxLineBytes = 16 * 1024 * 1024

/**
 * Reads the body of a watch response to its end, and destroys it in any case.
 * @throws when the connection breaks, is silent for longer than `idleMs`, or sends what isn't a watch.
 */
export async function* readWatch<T extends WatchableObject>(
  body: Readable,
  idleMs: number,
): AsyncGenerator<WatchLine<T>, void, undefined> {
  const splitter = new LineSplitter(maxLineBytes)
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await nextChunk(body, chunks, idleMs)
      if (next.done) break
      for (const line of splitter.push(next.value)) {
        if (!line.complete) throw new RangeError(`A watch event is larger than ${maxLineBytes} bytes.`)
        if (line.bytes.length === 0) continue
        const parsed = parseWatchLine<T>(
          Buffer.from(line.bytes.buffer, line.bytes.byteOffset, line.bytes.length).toString(),
        )
        if (parsed) yield parsed
      }
    }
    if (splitter.takeRest()) throw new Error('The watch ended in the middle of an event.')
  } finally {
    body.destroy()
  }
}

/** The clock only runs while we wait for the other side, never while the reader is slow. */
async function nextChunk(body: Readable, chunks: AsyncIterator<Uint8Array>, idleMs: number) {
  const timer = setTimeout(() => {
    body.destroy(new Error(`The watch was silent for ${Math.round(idleMs / 1000)} s, although bookmarks were due.`))
  }, idleMs)
  try {
    return await chunks.next()
  } finally {
    clearTimeout(timer)
  }
}
