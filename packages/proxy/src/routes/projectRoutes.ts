import { routes } from '@catalyst/api'
import { answerListing } from '../lists/answerListing.ts'
import { requireLabelSelector } from '../lists/requireLabelSelector.ts'
import { answerObject, objectPath } from '../objects/answerObject.ts'
import { callerOf } from '../objects/Caller.ts'
import { requireResourceVersion } from '../objects/requireResourceVersion.ts'
import { requireSameObject } from '../objects/requireSameObject.ts'
import { writableObject } from '../objects/writableObject.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import { createProject } from '../projects/createProject.ts'
import type { RestContext } from '../RestContext.ts'

/** Projects: list, create, get, replace, patch, delete. */
export function projectRoutes(context: RestContext) {
  const { projects } = context
  return createRouter()
    .openapi(toOpenApiRoute(routes.listProjects), async (c) => {
      const query = c.req.valid('query')
      requireLabelSelector(query.labelSelector)
      const listing = await projects.list(await callerOf(context, c), query)
      return answerListing(c, context.bodies, { listing, query })
    })
    .openapi(toOpenApiRoute(routes.createProject), async (c) => {
      const caller = await callerOf(context, c)
      const body = c.req.valid('json')
      c.set('target', body.metadata)
      const project = await createProject(context, caller, { ...body, namespace: body.metadata.namespace })
      return c.json(project, 201, {
        location: objectPath({ basePath: context.basePath, cluster: caller.cluster, plural: 'projects' }, project),
      })
    })
    .openapi(toOpenApiRoute(routes.getProject), async (c) =>
      answerObject(c, await projects.get(await callerOf(context, c), c.req.valid('param'))),
    )
    .openapi(toOpenApiRoute(routes.replaceProject), async (c) => {
      const caller = await callerOf(context, c)
      const ref = c.req.valid('param')
      const body = c.req.valid('json')
      requireSameObject(body.metadata, ref)
      if (c.req.valid('query').apply === true) {
        return c.json(await createProject(context, caller, { ...body, namespace: ref.namespace, apply: true }), 200)
      }
      requireResourceVersion(body.metadata)
      return c.json(
        await projects.replace(caller, writableObject(body, { namespace: ref.namespace, replaces: true })),
        200,
      )
    })
    .openapi(toOpenApiRoute(routes.patchProject), async (c) => {
      const patch = c.req.valid('json')
      return c.json(await projects.patch(await callerOf(context, c), c.req.valid('param'), patch), 200)
    })
    .openapi(toOpenApiRoute(routes.deleteProject), async (c) =>
      c.json(await projects.delete(await callerOf(context, c), c.req.valid('param')), 202),
    )
}
