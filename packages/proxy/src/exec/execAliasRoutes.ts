import { podParams, routes } from '@catalyst/api'
import { createRoute } from '@hono/zod-openapi'
import { createRouter } from '../openapi/createRouter.ts'
import type { InteractiveExec } from './createInteractiveExec.ts'

/** The short path of the interactive exec, in the default cluster: `/api/ws/exec/:namespace/:pod`. */
export function execAliasRoutes(openInteractive: InteractiveExec) {
  const route = createRoute({
    method: 'get',
    path: '/{namespace}/{pod}',
    request: { params: podParams.omit({ cluster: true }), query: routes.openExec.request.query },
    responses: { 101: { description: 'Upgraded.' } },
  })
  return createRouter().openapi(route, async (c) => openInteractive(c, c.req.valid('param'), c.req.valid('query')))
}
