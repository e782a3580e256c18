import type { RequestHandler } from 'msw'
import { mockRoute } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'

/** Session, clusters and access reviews. */
export function sessionHandlers(root: MockWorld): RequestHandler[] {
  return [
    mockRoute(root, 'getSession', () => Response.json(root.session)),
    mockRoute(root, 'logout', () => Response.json({})),
    mockRoute(root, 'listClusters', () =>
      Response.json({
        items: root.session.clusters.map((cluster) => {
          const reason = root.cluster(cluster.name)?.unreachable?.detail
          return reason === undefined
            ? { ...cluster, reachable: true, version: 'v1.34.4' }
            : { ...cluster, reachable: false, reason }
        }),
      }),
    ),
    mockRoute(root, 'reviewAccess', async ({ world, body }) => {
      const { reviews } = await body()
      return Response.json({ reviews: reviews.map((review) => world.mayDo(review)) })
    }),
  ]
}
