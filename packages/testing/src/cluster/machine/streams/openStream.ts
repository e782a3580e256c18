import type { ByteSink, ByteSource } from '../ByteStream.ts'
import { unlessAborted } from './unlessAborted.ts'
import { createOpenFile, type OpenFile } from './OpenFile.ts'

/** Makes a descriptor of bytes that come from outside of the machine. */
export function openSource(source: ByteSource): OpenFile {
  const iterator = source[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array()
  let pending: Promise<IteratorResult<Uint8Array, unknown>> | undefined
  return createOpenFile({
    path: 'pipe:[1]',
    async read(max, signal) {
      while (rest.length === 0) {
        // A reader that is ended leaves its question for the next one.
        pending ??= iterator.next()
        const { done, value } = await unlessAborted(pending, signal)
        if (done === true) return undefined
        pending = undefined
        rest = value
      }
      const taken = rest.length <= max ? rest : rest.subarray(0, max)
      rest = rest.subarray(taken.length)
      return taken
    },
    close() {
      const gone = iterator.return?.()
      gone?.catch(() => undefined)
    },
  })
}

/** Makes a descriptor of a place outside of the machine; it is ended when the last process lets it go. */
export function openSink(sink: ByteSink, path = 'pipe:[2]'): OpenFile {
  return createOpenFile({
    path,
    write: (bytes, signal) => unlessAborted(sink.write(bytes), signal),
    close: () => sink.end(),
  })
}
