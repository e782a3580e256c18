import { routes } from '@catalyst/api'
import { callerOf } from '../objects/Caller.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import type { RestContext } from '../RestContext.ts'
import { createEnvironmentToken } from '../tokens/createEnvironmentToken.ts'

/** Tokens for what runs in development environments. */
export function tokenRoutes(context: RestContext) {
  return createRouter().openapi(toOpenApiRoute(routes.createEnvironmentToken), async (c) => {
    const made = await createEnvironmentToken(context, await callerOf(context, c), c.req.valid('param'))
    c.set('target', { note: `For ${made.serviceAccount} in namespace "${made.namespace}", until ${made.expiresAt}.` })
    return c.json(made, 201, { 'cache-control': 'no-store' })
  })
}
