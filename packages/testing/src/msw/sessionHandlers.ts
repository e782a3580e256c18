import type { RequestHandler } from 'msw'
import { mockRoute } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { listOf, mustGet } from './scopes.ts'

/** Session, clusters, access reviews and projects (read). */
export function sessionHandlers(world: MockWorld): RequestHandler[] {
  const refuse = (kind: 'session' | 'projects') => {
    const refused = world.problemOf(kind)
    if (refused !== undefined) throw new ThrownProblem(refused)
  }
  return [
    mockRoute(world, 'GET /session', () => {
      refuse('session')
      return Response.json(world.session)
    }),
    mockRoute(world, 'GET /clusters', () =>
      Response.json({
        items: world.session.clusters.map((cluster) => ({ ...cluster, reachable: true, version: 'v1.34.4' })),
      }),
    ),
    mockRoute(world, 'POST /clusters/:cluster/access-reviews', async ({ body }) => {
      const { reviews } = await body<{ reviews: unknown[] }>()
      return Response.json({ reviews: reviews.map(() => ({ allowed: true })) })
    }),
    mockRoute(world, 'GET /clusters/:cluster/projects', ({ url }) => {
      refuse('projects')
      return listOf(world, world.projects.list(), url)
    }),
    mockRoute(world, 'GET /clusters/:cluster/namespaces/:namespace/projects/:name', ({ param }) => {
      refuse('projects')
      return Response.json(mustGet(world.projects, { namespace: param('namespace'), name: param('name') }, 'Project'))
    }),
  ]
}
