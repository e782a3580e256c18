import type { MiddlewareHandler } from 'hono'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'
import type { ProxyLimits } from './ProxyLimits.ts'

/** Refuses an address that is longer than any that means something here. */
export function limitUrl({ urlBytes }: Pick<ProxyLimits, 'urlBytes'>): MiddlewareHandler<ProxyEnv> {
  return function limitUrl(c, next) {
    const target = c.env?.incoming?.url ?? c.req.url
    if (target.length > urlBytes) {
      const detail = `The address is longer than ${urlBytes} characters, the most that this server reads. Topics of a stream can be sent by POST.`
      throw new ProblemError('PAYLOAD_TOO_LARGE', detail, { reason: 'urlBytes' })
    }
    return next()
  }
}
