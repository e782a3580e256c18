import type { MiddlewareHandler } from 'hono'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'
import { jsonDepth } from './jsonDepth.ts'
import type { ProxyLimits } from './ProxyLimits.ts'

/** Refuses a body that is nested more deeply than anything that means something here. */
export function limitDepth({ bodyDepth }: Pick<ProxyLimits, 'bodyDepth'>): MiddlewareHandler<ProxyEnv> {
  return async function limitDepth(c, next) {
    // Whoever reads the body after this gets the same text once more, without reading it twice.
    if (c.get('operation')?.contract.request.body !== undefined && jsonDepth(await c.req.text()) > bodyDepth) {
      const detail = `The body has more than ${bodyDepth} objects and lists within each other, the most that this server reads.`
      throw new ProblemError('INVALID_INPUT', detail, { reason: 'bodyDepth' })
    }
    await next()
  }
}
