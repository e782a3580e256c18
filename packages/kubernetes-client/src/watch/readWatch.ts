import type { Readable } from 'node:stream'
import { LineSplitter } from '../internals/LineSplitter.ts'
import { parseWatchLine, type WatchLine } from './parseWatchLine.ts'
import type { WatchableObject } from './watchTypes.ts'

/** Far above what etcd stores in one object (1.5 MiB), whatever JSON adds. */
const maxLineBytes = 16 * 1024 * 1024

/**
 * Reads the body of a watch response to its end, and destroys it in any case. What came together is given together: a step
 * through an async iterator costs as much as reading a line.
 * @throws when the connection breaks, is silent for longer than `idleMs`, or sends what isn't a watch.
 */
export async function* readWatch<T extends WatchableObject>(
  body: Readable,
  idleMs: number,
): AsyncGenerator<WatchLine<T>[], void, undefined> {
  const splitter = new LineSplitter(maxLineBytes)
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]()
  let waiting = false
  const timer = setTimeout(() => {
    // The clock counts only while we wait for the other side, never while the reader is slow.
    if (!waiting) return
    body.destroy(new Error(`The watch was silent for ${Math.round(idleMs / 1000)} s, although bookmarks were due.`))
  }, idleMs)
  try {
    for (;;) {
      waiting = true
      timer.refresh()
      const next = await chunks.next()
      waiting = false
      if (next.done) break
      const lines: WatchLine<T>[] = []
      let failure: { error: unknown } | undefined
      try {
        readLines(splitter, next.value, lines)
      } catch (error) {
        failure = { error }
      }
      if (lines.length > 0) yield lines
      if (failure) throw failure.error
    }
    if (splitter.takeRest()) throw new Error('The watch ended in the middle of an event.')
  } finally {
    clearTimeout(timer)
    body.destroy()
  }
}

function readLines<T extends WatchableObject>(splitter: LineSplitter, chunk: Uint8Array, lines: WatchLine<T>[]) {
  for (const { bytes, complete } of splitter.push(chunk)) {
    if (!complete) throw new RangeError(`A watch event is larger than ${maxLineBytes} bytes.`)
    if (bytes.length === 0) continue
    const parsed = parseWatchLine<T>(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())
    if (parsed) lines.push(parsed)
  }
}
