import { routes } from '@catalyst/api'
import { createClusterProbe } from '../clusters/createClusterProbe.ts'
import { mapLimited } from '../objects/mapLimited.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import type { ProxyContext } from '../ProxyContext.ts'

/** How many reviews of one request are asked at once. */
const concurrency = 8

/** The registered clusters, and what the caller may do in them. */
export function clusterRoutes(context: ProxyContext) {
  const probe = createClusterProbe(context)
  return createRouter()
    .openapi(toOpenApiRoute(routes.listClusters), async (c) => {
      const entries = await context.clusters.list()
      const items = await Promise.all(
        entries.map(async ({ name, isDefault }) => ({ name, default: isDefault, ...(await probe(name)) })),
      )
      return c.json({ items }, 200, { 'cache-control': 'no-store' })
    })
    .openapi(toOpenApiRoute(routes.reviewAccess), async (c) => {
      const identity = context.identityOf(c)
      const cluster = await context.clusterName(c.req.valid('param').cluster)
      const { reviews } = c.req.valid('json')
      const answers = await mapLimited(
        reviews,
        (review) => context.reviewAccess(identity, cluster, review),
        concurrency,
      )
      return c.json(
        { reviews: answers.map(({ allowed, reason }) => (allowed || !reason ? { allowed } : { allowed, reason })) },
        200,
      )
    })
}
