import type { Readable } from 'node:stream'
import { ConnectionError } from '../errors/ConnectionError.ts'

/**
 * Reads a body to its end, and closes the connection where it is larger than `maxBytes` or doesn't end in time.
 * @throws ConnectionError for either.
 */
export async function readBody(
  body: Readable,
  { maxBytes, timeoutMs }: { maxBytes: number; timeoutMs: number },
): Promise<Buffer> {
  const timer = setTimeout(
    () => {
      body.destroy(new ConnectionError('The answer of the API server did not end in time.', { reason: 'TimedOut' }))
    },
    Math.max(timeoutMs, 1),
  )
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > maxBytes) {
        throw new ConnectionError(
          `The answer of the API server is larger than ${maxBytes} bytes. Ask for less, such as pages with a limit.`,
          { reason: 'InvalidResponse' },
        )
      }
      chunks.push(chunk)
    }
  } finally {
    clearTimeout(timer)
  }
  return Buffer.concat(chunks, length)
}
