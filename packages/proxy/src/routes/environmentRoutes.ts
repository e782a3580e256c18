import { routes } from '@catalyst/api'
import { createEnvironment } from '../environments/createEnvironment.ts'
import { createForcedDeletion } from '../environments/createForcedDeletion.ts'
import { selectEnvironments } from '../environments/selectEnvironments.ts'
import { answerListing } from '../lists/answerListing.ts'
import { requireLabelSelector } from '../lists/requireLabelSelector.ts'
import { answerObject, objectPath } from '../objects/answerObject.ts'
import { callerOf } from '../objects/Caller.ts'
import { requireResourceVersion } from '../objects/requireResourceVersion.ts'
import { requireSameObject } from '../objects/requireSameObject.ts'
import { writableObject } from '../objects/writableObject.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import type { RestContext } from '../RestContext.ts'

/** Environments: list, create, get, replace, patch, delete. */
export function environmentRoutes(context: RestContext) {
  const { environments } = context
  const forceDelete = createForcedDeletion(context)
  return createRouter()
    .openapi(toOpenApiRoute(routes.listEnvironments), async (c) => {
      const query = c.req.valid('query')
      requireLabelSelector(query.labelSelector)
      const listing = await environments.list(await callerOf(context, c), query)
      return answerListing(c, context.bodies, { listing, query, select: (all) => selectEnvironments(all, query) })
    })
    .openapi(toOpenApiRoute(routes.createEnvironment), async (c) => {
      const caller = await callerOf(context, c)
      const body = c.req.valid('json')
      c.set('target', { namespace: body.metadata.namespace, name: body.metadata.name })
      const environment = await createEnvironment(context, caller, body)
      c.set('target', environment.metadata)
      return c.json(environment, 201, {
        location: objectPath(
          { basePath: context.basePath, cluster: caller.cluster, plural: 'environments' },
          environment,
        ),
      })
    })
    .openapi(toOpenApiRoute(routes.getEnvironment), async (c) =>
      answerObject(c, await environments.get(await callerOf(context, c), c.req.valid('param'))),
    )
    .openapi(toOpenApiRoute(routes.replaceEnvironment), async (c) => {
      const caller = await callerOf(context, c)
      const ref = c.req.valid('param')
      const body = c.req.valid('json')
      requireSameObject(body.metadata, ref)
      if (c.req.valid('query').apply === true) {
        return c.json(await createEnvironment(context, caller, { ...body, apply: true, namespace: ref.namespace }), 200)
      }
      requireResourceVersion(body.metadata)
      return c.json(
        await environments.replace(caller, writableObject(body, { namespace: ref.namespace, replaces: true })),
        200,
      )
    })
    .openapi(toOpenApiRoute(routes.patchEnvironment), async (c) => {
      const patch = c.req.valid('json')
      return c.json(await environments.patch(await callerOf(context, c), c.req.valid('param'), patch), 200)
    })
    .openapi(toOpenApiRoute(routes.deleteEnvironment), async (c) => {
      const caller = await callerOf(context, c)
      const ref = c.req.valid('param')
      const force = c.req.valid('query').force === true
      const environment = force
        ? await forceDelete(caller, ref, { requestId: c.get('requestId') })
        : await environments.delete(caller, ref)
      return c.json(environment, 202)
    })
}
