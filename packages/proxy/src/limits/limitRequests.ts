import type { Context, MiddlewareHandler } from 'hono'
import { wantsEvents } from '../log/answerLog.ts'
import { identityOf } from '../middleware/identify.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'
import { auditRefusals } from './auditRefusals.ts'
import { whenAnswered } from './whenAnswered.ts'

/** Counts the requests of each identity, and what stays open of them. Stands behind the gate that knows who asks. */
export function limitRequests(context: Pick<ProxyContext, 'limiter' | 'audit'>): MiddlewareHandler<ProxyEnv> {
  const { limiter } = context
  const refused = auditRefusals(context)
  return async function limitRequests(c, next) {
    const identity = identityOf(c)
    const kind = staysOpen(c)
    const release = refused(c, identity.subject, () => {
      limiter.request(identity)
      return kind && limiter[kind].take(identity)
    })
    if (release === undefined) return next()
    try {
      await next()
    } catch (error) {
      release()
      throw error
    }
    whenAnswered(c, release)
  }
}

/** What an operation keeps open for as long as its answer lasts. An interactive shell outlives its connection and takes its own place. */
function staysOpen(c: Context<ProxyEnv>): 'streams' | 'shells' | undefined {
  switch (c.get('operation')?.id) {
    case 'openStream':
    case 'postStream':
      return 'streams'
    case 'getPodLog':
    case 'getEnvironmentLog':
      return c.req.query('follow') === 'true' || wantsEvents(c) ? 'streams' : undefined
    case 'execInPod':
      return 'shells'
    default:
      return undefined
  }
}
