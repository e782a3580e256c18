import { routes } from '@catalyst/api'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import type { ProxyContext } from '../ProxyContext.ts'

/** Who the caller is. */
export function sessionRoutes(context: ProxyContext) {
  return createRouter().openapi(toOpenApiRoute(routes.getSession), async (c) => {
    const { subject, groups, teams, expiresAt, credential } = context.identityOf(c)
    const clusters = await context.clusters.list()
    const session = {
      subject,
      groups: [...groups],
      teams: [...teams],
      credential,
      ...(expiresAt !== undefined && { expiresAt: expiresAt.toISOString() }),
      clusters: clusters.map(({ name, isDefault }) => ({ name, default: isDefault })),
    }
    return c.json(session, 200, { 'cache-control': 'no-store' })
  })
}
