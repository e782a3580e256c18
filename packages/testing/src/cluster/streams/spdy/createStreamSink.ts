import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { BrokenPipeError } from '../../machine/BrokenPipeError.ts'
import type { ByteSink } from '../../machine/ByteStream.ts'

/** Writes into a stream of Node. */
export function createStreamSink(stream: Writable): ByteSink {
  return {
    async write(bytes) {
      if (!stream.writable) throw new BrokenPipeError()
      if (stream.write(bytes)) return
      try {
        await once(stream, 'drain', { signal: endOf(stream) })
      } catch {
        throw new BrokenPipeError()
      }
    },
    end: () => void stream.end(),
  }
}

const ends = new WeakMap<Writable, AbortSignal>()

/** Aborted when a stream has been closed: a full one is then never emptied. */
function endOf(stream: Writable): AbortSignal {
  const known = ends.get(stream)
  if (known !== undefined) return known
  const controller = new AbortController()
  stream.once('close', () => controller.abort())
  ends.set(stream, controller.signal)
  return controller.signal
}
