import { routes, type Pod } from '@catalyst/api'
import { environmentNamespace } from '../environments/environmentNamespace.ts'
import { resolveTeam } from '../environments/resolveTeam.ts'
import { containerNames } from '../exec/containerToExec.ts'
import { callerOf } from '../objects/Caller.ts'
import { createRouter } from '../openapi/createRouter.ts'
import { toOpenApiRoute } from '../openapi/toOpenApiRoute.ts'
import { getPod } from '../pods/getPod.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { RestContext } from '../RestContext.ts'
import { answerEvents, answerMergedText, answerPlainText, wantsEvents } from './answerLog.ts'
import { logReview, type LogTarget } from './LogTarget.ts'

/** Logs of pods and of environments, as events or as plain text. */
export function logRoutes(context: RestContext) {
  async function authorise(target: LogTarget): Promise<void> {
    await context.requireAccess(target.caller.identity, target.caller.cluster, target.review)
  }

  return createRouter()
    .openapi(toOpenApiRoute(routes.getPodLog), async (c) => {
      const caller = await callerOf(context, c)
      const query = c.req.valid('query')
      const { namespace, pod } = c.req.valid('param')
      const target: LogTarget = { caller, namespace, pods: { name: pod }, query, review: logReview(namespace, pod) }
      await authorise(target)
      // A client that resumes after the pod is gone is told so by the log itself.
      if (wantsEvents(c) && c.req.header('last-event-id')) return answerEvents(context, c, target)
      const containers = selectContainers(await getPod(caller, { namespace, pod }), query.container)
      if (wantsEvents(c)) return answerEvents(context, c, target)
      const [only, ...others] = containers
      if (only === undefined || others.length > 0) return answerMergedText(context, c, target)
      return answerPlainText(context, c, { ...target, pod, container: only })
    })
    .openapi(toOpenApiRoute(routes.getEnvironmentLog), async (c) => {
      const caller = await callerOf(context, c)
      const query = c.req.valid('query')
      const environment = await context.environments.get(caller, c.req.valid('param'))
      const namespace = environmentNamespace(environment, await resolveTeam(caller, environment))
      const target: LogTarget = {
        caller,
        namespace,
        pods: {},
        podNames: query.pod,
        query,
        review: logReview(namespace),
      }
      await authorise(target)
      if (wantsEvents(c)) return answerEvents(context, c, target)
      const only = query.follow ? undefined : await onlyContainer(target)
      return only ? answerPlainText(context, c, { ...target, ...only }) : answerMergedText(context, c, target)
    })

  /** The one container that a log is about, if there is just one: its log needs no prefix. */
  async function onlyContainer({ caller, namespace, podNames, query }: LogTarget) {
    using lease = await context.caches.pods(caller.cluster, namespace)
    await lease.cache.ready
    const all = lease.cache.list({ namespace }).flatMap((pod) => {
      const { name } = pod.metadata
      if (podNames && !podNames.includes(name)) return []
      const names = containerNames(pod).filter((container) => query.container?.includes(container) ?? true)
      return names.map((container) => ({ pod: name, container }))
    })
    return all.length === 1 ? all[0] : undefined
  }
}

/** @throws ProblemError NOT_FOUND for a container that the pod hasn't. */
function selectContainers(pod: Pod, wanted: readonly string[] | undefined): readonly string[] {
  const names = containerNames(pod)
  const unknown = wanted?.find((name) => !names.includes(name))
  if (unknown !== undefined) {
    const detail = `Pod "${pod.metadata.name}" has no container "${unknown}". It has: ${names.join(', ')}.`
    throw new ProblemError('NOT_FOUND', detail, { missing: 'resource' })
  }
  return wanted ?? names
}
