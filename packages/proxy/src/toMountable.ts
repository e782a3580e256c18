import { Hono } from 'hono'
import type { ProxyEnv } from './ProxyContext.ts'

/**
 * An application that another one mounts by `route`. It hands every request on whole: routes that are copied into
 * another application lose their own way of answering errors and unknown paths.
 */
export function toMountable(answer: (request: Request, bindings: object) => Response | Promise<Response>) {
  return new Hono<ProxyEnv>().all('*', (c) => answer(c.req.raw, c.env ?? {}))
}
