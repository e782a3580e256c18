import { OpenAPIHono } from '@hono/zod-openapi'
import { invalidInput } from '../problems/toProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

/** A sub app for one area's routes: a request that its contract refuses is INVALID_INPUT. */
export function createRouter(): OpenAPIHono<ProxyEnv> {
  return new OpenAPIHono<ProxyEnv>({
    defaultHook(result) {
      if (!result.success) throw invalidInput(result.error)
    },
  })
}
