import { routes } from '@catalyst/api'
import { requestAgain } from '../environments/requestAgain.ts'
import { callerOf } from '../objects/Caller.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import type { RestContext } from '../RestContext.ts'

/** Another try for an environment that failed. */
export function environmentActionRoutes(context: RestContext) {
  return createRouter()
    .openapi(toOpenApiRoute(routes.retryEnvironment), async (c) => {
      const wish = { ref: c.req.valid('param'), field: 'retryRequest' } as const
      return c.json(await requestAgain(context, await callerOf(context, c), wish), 202)
    })
    .openapi(toOpenApiRoute(routes.restartEnvironment), async (c) => {
      const wish = { ref: c.req.valid('param'), field: 'restartRequest' } as const
      return c.json(await requestAgain(context, await callerOf(context, c), wish), 202)
    })
}
