import type { Context } from 'hono'
import type { ProxyEnv } from '../ProxyContext.ts'

/** Calls back once, when an answer has left to its end or was given up: by its socket where there is one, else by its body. */
export function whenAnswered(c: Context<ProxyEnv>, done: () => void): void {
  const outgoing = c.env?.outgoing
  if (outgoing !== undefined) {
    if (outgoing.destroyed || outgoing.closed) done()
    else outgoing.once('close', done)
    return
  }
  const { body } = c.res
  if (body === null || c.req.method === 'HEAD') return done()
  c.res = new Response(tellEnd(body, done), c.res)
}

function tellEnd(body: ReadableStream<Uint8Array>, done: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const result = await reader.read()
          if (!result.done) return controller.enqueue(result.value)
          done()
          controller.close()
        } catch (error) {
          done()
          throw error
        }
      },
      async cancel(reason) {
        done()
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
