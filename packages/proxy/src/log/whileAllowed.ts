import { watchRight, type WatchedRight } from '../access/watchRight.ts'
import type { ProxyContext } from '../ProxyContext.ts'

export interface AllowedReading extends WatchedRight {
  /** Aborted when the right is gone, to end what is read. */
  gone: AbortController
}

/** Bytes for as long as the caller may read them; then they end, for text has no place to say why. */
export async function* whileAllowed(
  context: Pick<ProxyContext, 'requireAccess'>,
  chunks: AsyncIterable<Uint8Array>,
  { gone, ...right }: AllowedReading,
): AsyncGenerator<Uint8Array, void, undefined> {
  let lost = false
  const stopWatching = watchRight(context, right, () => {
    lost = true
    gone.abort()
  })
  try {
    yield* chunks
  } catch (error) {
    if (!lost) throw error
  } finally {
    stopWatching()
  }
}
