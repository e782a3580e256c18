import type { MiddlewareHandler } from 'hono'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

/** Above what etcd takes of an object (1.5 MiB), and enough for the largest stdin of a one-shot exec. */
const maxBodyBytes = 2 * 1024 * 1024

/**
 * Reads no more of a body than any route takes. Hono's own makes a Request of a Request, which the server's lightweight
 * ones are too light for unless they replace the global classes of the whole process.
 */
export function bodyLimit(): MiddlewareHandler<ProxyEnv> {
  return async function bodyLimit(c, next) {
    const { raw } = c.req
    const announced = c.req.header('transfer-encoding') === undefined ? c.req.header('content-length') : undefined
    if (announced !== undefined) {
      if (Number(announced) > maxBodyBytes) throw tooLarge()
    } else if (raw.body !== null) {
      const body = await readLimited(raw.body)
      const { method, signal } = raw
      if (body.byteLength > 0)
        c.req.raw = new Request(raw.url, { method, headers: Object.fromEntries(raw.headers), body, signal })
    }
    await next()
  }
}

async function readLimited(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > maxBodyBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function tooLarge(): ProblemError {
  const most = `${maxBodyBytes / 1024 / 1024} MiB`
  return new ProblemError('PAYLOAD_TOO_LARGE', `The body is larger than ${most}, the most that this server reads.`)
}
