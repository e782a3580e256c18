import { routes } from '@catalyst/api'
import { createConfigurations } from '../environments/createConfigurations.ts'
import { callerOf } from '../objects/Caller.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import type { RestContext } from '../RestContext.ts'

const nothingOverridden = { devCommand: null, workdir: null }

/** The detected dev command of an environment, and what overrides it. */
export function configurationRoutes(context: RestContext) {
  const configurations = createConfigurations(context)
  return createRouter()
    .openapi(toOpenApiRoute(routes.getConfiguration), async (c) =>
      c.json(await configurations.get(await callerOf(context, c), c.req.valid('param')), 200),
    )
    .openapi(toOpenApiRoute(routes.updateConfiguration), async (c) => {
      const { scope, ...override } = c.req.valid('json')
      return c.json(
        await configurations.set(await callerOf(context, c), c.req.valid('param'), { scope, override }),
        200,
      )
    })
    .openapi(toOpenApiRoute(routes.resetConfiguration), async (c) => {
      const change = { scope: c.req.valid('query').scope, override: nothingOverridden }
      return c.json(await configurations.set(await callerOf(context, c), c.req.valid('param'), change), 200)
    })
}
