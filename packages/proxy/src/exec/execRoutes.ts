import { routes, type RouteBody, type Routes } from '@catalyst/api'
import { exec } from '@catalyst/kubernetes-client'
import type { Context } from 'hono'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'
import type { InteractiveExec } from './createInteractiveExec.ts'
import { toExecProblem } from './describeExecFailure.ts'
import { requireContainer, requireExecRight, type ExecTarget } from './ExecTarget.ts'

/** Commands in containers: one-shot, and interactive over a WebSocket. */
export function execRoutes(context: ProxyContext, openInteractive: InteractiveExec) {
  async function runOnce(c: Context<ProxyEnv>, target: ExecTarget, request: RouteBody<Routes['execInPod']>) {
    const { command, stdin, timeoutSeconds = 60, maxBytes } = request
    const audited = { container: target.container, command, bytesIn: Buffer.byteLength(stdin ?? '') }
    c.set('target', audited)
    const caller = await requireExecRight(context, c, target)
    const container = await requireContainer(caller, target)
    try {
      const result = await exec(caller.kubeConfig, {
        ...target,
        container,
        command,
        stdin,
        timeoutMs: timeoutSeconds * 1000,
        maxBytes,
        impersonate: caller.impersonate,
        signal: AbortSignal.any([caller.signal, context.signal]),
      })
      const bytesOut = Buffer.byteLength(result.stdout) + Buffer.byteLength(result.stderr)
      c.set('target', { ...audited, container, bytesOut })
      return result
    } catch (error) {
      throw toExecProblem(error)
    }
  }

  return createRouter()
    .openapi(toOpenApiRoute(routes.execInPod), async (c) => {
      const body = c.req.valid('json')
      const { namespace, pod } = c.req.valid('param')
      return c.json(await runOnce(c, { namespace, pod, container: body.container }, body), 200)
    })
    .openapi(toOpenApiRoute(routes.openExec), async (c) =>
      openInteractive(c, c.req.valid('param'), c.req.valid('query')),
    )
}
