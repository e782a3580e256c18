import { routes } from '@catalyst/api'
import { createResourceClient, getEnvironmentMetrics, pods } from '@catalyst/kubernetes-client'
import { environmentNamespace } from '../environments/environmentNamespace.ts'
import { listEnvironmentEvents } from '../environments/listEnvironmentEvents.ts'
import { resolveTeam } from '../environments/resolveTeam.ts'
import { ListBody } from '../lists/ListBody.ts'
import { sendList } from '../lists/sendList.ts'
import { callerOf, type Caller, type ObjectRef } from '../objects/Caller.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import type { RestContext } from '../RestContext.ts'

/** What runs in an environment: its pods, their events, their usage. */
export function environmentDetailRoutes(context: RestContext) {
  async function locate(caller: Caller, ref: ObjectRef) {
    const environment = await context.environments.get(caller, ref)
    return { environment, namespace: environmentNamespace(environment, await resolveTeam(caller, environment)) }
  }

  return createRouter()
    .openapi(toOpenApiRoute(routes.listEnvironmentPods), async (c) => {
      const caller = await callerOf(context, c)
      const { namespace } = await locate(caller, c.req.valid('param'))
      const list = await createResourceClient(pods, caller).list({ namespace, signal: caller.signal })
      return sendList(c, new ListBody(list))
    })
    .openapi(toOpenApiRoute(routes.listEnvironmentEvents), async (c) => {
      const caller = await callerOf(context, c)
      return sendList(c, new ListBody(await listEnvironmentEvents(caller, await locate(caller, c.req.valid('param')))))
    })
    .openapi(toOpenApiRoute(routes.getEnvironmentMetrics), async (c) => {
      const caller = await callerOf(context, c)
      const { namespace } = await locate(caller, c.req.valid('param'))
      const { kubeConfig, impersonate, signal } = caller
      return c.json(await getEnvironmentMetrics(kubeConfig, { namespace, impersonate, signal }), 200)
    })
}
