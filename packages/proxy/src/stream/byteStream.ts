/**
 * Bytes as the body of an answer, at the reader's pace: the next chunk is asked for only when the reader wants one.
 * `gone` is aborted when the reader leaves.
 */
export function byteStream(chunks: AsyncIterable<Uint8Array>, gone: AbortController): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const result = await iterator.next()
        if (result.done === true) controller.close()
        else controller.enqueue(result.value)
      },
      async cancel() {
        gone.abort()
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
