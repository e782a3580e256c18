import type { MiddlewareHandler } from 'hono'
import type { ProxyLimits } from '../limits/ProxyLimits.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

/**
 * Reads no more of a body than any route takes. Hono's own makes a Request of a Request, which the server's lightweight
 * ones are too light for unless they replace the global classes of the whole process.
 */
export function bodyLimit({ bodyBytes }: Pick<ProxyLimits, 'bodyBytes'>): MiddlewareHandler<ProxyEnv> {
  return async function bodyLimit(c, next) {
    const { raw } = c.req
    // Asking for the body of a request that can have none would make a whole new request.
    if (raw.method === 'GET' || raw.method === 'HEAD') return next()
    const announced = c.req.header('transfer-encoding') === undefined ? c.req.header('content-length') : undefined
    if (announced !== undefined) {
      if (Number(announced) > bodyBytes) throw tooLarge(bodyBytes)
    } else if (raw.body !== null) {
      const body = await readLimited(raw.body, bodyBytes)
      const { method, signal } = raw
      if (body.byteLength > 0)
        c.req.raw = new Request(raw.url, { method, headers: Object.fromEntries(raw.headers), body, signal })
    }
    await next()
  }
}

async function readLimited(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > most) throw tooLarge(most)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function tooLarge(most: number): ProblemError {
  const detail = `The body is larger than ${most} bytes, the most that this server reads.`
  return new ProblemError('PAYLOAD_TOO_LARGE', detail, { reason: 'bodyBytes' })
}
