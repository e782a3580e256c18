import type { AccessReview, Pod, RouteQuery, Routes } from '@catalyst/api'
import type { Context } from 'hono'
import { callerOf, type Caller } from '../objects/Caller.ts'
import { getPod } from '../pods/getPod.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'
import { containerToExec } from './containerToExec.ts'

/** Where a command is to run. */
export interface ExecTarget {
  namespace: string
  pod: string
  container?: string | undefined
}

export type ExecQuery = RouteQuery<Routes['openExec']>

/** The right to run commands in a pod. API servers before 1.35 let `get` suffice for a WebSocket; this is asked beside theirs. */
export function execReview({ namespace, pod }: ExecTarget): AccessReview {
  return { verb: 'create', group: '', resource: 'pods', subresource: 'exec', namespace, name: pod }
}

/**
 * Whether the caller may run commands in a pod.
 *
 * @throws ProblemError UNAUTHORIZED, FORBIDDEN, or NOT_FOUND for an unknown cluster.
 */
export async function requireExecRight(
  context: ProxyContext,
  c: Context<ProxyEnv>,
  target: ExecTarget,
): Promise<Caller> {
  const caller = await callerOf(context, c)
  await context.requireAccess(caller.identity, caller.cluster, execReview(target))
  return caller
}

/**
 * The running container that a command goes to.
 *
 * @throws ProblemError NOT_FOUND for a pod or container that is not there, CONFLICT for one that is not running.
 */
export async function requireContainer(caller: Caller, target: ExecTarget): Promise<string> {
  const pod: Pod = await getPod(caller, target)
  return containerToExec(pod, target.container)
}
