import { routes } from '@catalyst/api'
import { createResourceClient, events, getPodMetrics, pods } from '@catalyst/kubernetes-client'
import { requireLabelSelector } from '../lists/requireLabelSelector.ts'
import { ListBody } from '../lists/ListBody.ts'
import { sendList } from '../lists/sendList.ts'
import { answerObject } from '../objects/answerObject.ts'
import { callerOf } from '../objects/Caller.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import { addDebugContainer } from '../pods/addDebugContainer.ts'
import { getPod } from '../pods/getPod.ts'
import type { ProxyContext } from '../ProxyContext.ts'

/** Pods of a namespace with their events and usage, asked upstream as the caller. */
export function podRoutes(context: ProxyContext) {
  return createRouter()
    .openapi(toOpenApiRoute(routes.listPods), async (c) => {
      const caller = await callerOf(context, c)
      const query = c.req.valid('query')
      requireLabelSelector(query.labelSelector)
      const list = await createResourceClient(pods, caller).list({
        ...c.req.valid('param'),
        ...query,
        signal: caller.signal,
      })
      return sendList(c, new ListBody(list))
    })
    .openapi(toOpenApiRoute(routes.getPod), async (c) =>
      answerObject(c, await getPod(await callerOf(context, c), c.req.valid('param'))),
    )
    .openapi(toOpenApiRoute(routes.getPodMetrics), async (c) => {
      const { kubeConfig, impersonate, signal } = await callerOf(context, c)
      const { namespace, pod } = c.req.valid('param')
      return c.json(await getPodMetrics(kubeConfig, { namespace, pod, impersonate, signal }), 200)
    })
    .openapi(toOpenApiRoute(routes.debugPod), async (c) =>
      c.json(
        await addDebugContainer(context, await callerOf(context, c), {
          ...c.req.valid('param'),
          ...c.req.valid('json'),
        }),
        201,
      ),
    )
    .openapi(toOpenApiRoute(routes.listEvents), async (c) => {
      const caller = await callerOf(context, c)
      const query = c.req.valid('query')
      requireLabelSelector(query.labelSelector)
      const list = await createResourceClient(events, caller).list({
        ...c.req.valid('param'),
        ...query,
        signal: caller.signal,
      })
      return sendList(c, new ListBody(list))
    })
}
