import type { LogCursor } from '@catalyst/api'
import { followLog, type FollowedLog } from '@catalyst/kubernetes-client'
import { watchRight } from '../access/watchRight.ts'
import type { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyContext } from '../ProxyContext.ts'
import type { LogTarget } from './LogTarget.ts'

export interface LogReading {
  target: LogTarget
  /** Where to go on. */
  cursor?: LogCursor | undefined
  signal: AbortSignal
}

/**
 * The log of a target, merged, to its end or as long as it is followed and the caller may read it. The cache of pods is
 * shared by all logs of the namespace; the logs themselves are read as the caller.
 */
export async function* readLog(
  context: Pick<ProxyContext, 'caches' | 'requireAccess'>,
  { target, cursor, signal }: LogReading,
): AsyncGenerator<FollowedLog, void, undefined> {
  const { caller, namespace, pods, query, review } = target
  const { identity, cluster, kubeConfig, impersonate } = caller
  const lost = new AbortController()
  let problem: ProblemError | undefined
  const stopWatching = watchRight(context, { identity, cluster, review }, (why) => {
    problem = why
    lost.abort()
  })
  try {
    using lease = await context.caches.pods(cluster, namespace)
    const { container, tailLines, follow = false, previous, sinceSeconds, sinceTime } = query
    const log = followLog(kubeConfig, {
      namespace,
      pods,
      containers: container,
      tailLines,
      follow,
      previous,
      sinceSeconds,
      sinceTime,
      cursor,
      impersonate,
      podCache: lease.cache,
      signal: AbortSignal.any([signal, lost.signal]),
    })
    let last = cursor ?? {}
    for await (const item of narrow(log, target)) {
      last = item.cursor
      yield withoutAddress(item)
    }
    if (problem) yield { state: { state: 'ended', reason: problem.message }, cursor: last }
  } finally {
    stopWatching()
  }
}

async function* narrow(
  log: AsyncIterable<FollowedLog>,
  { podNames }: LogTarget,
): AsyncGenerator<FollowedLog, void, undefined> {
  for await (const item of log) {
    if (podNames === undefined) yield item
    else if ('state' in item) {
      if (item.state.pod === undefined || podNames.includes(item.state.pod)) yield item
    } else {
      const lines = item.lines.filter(({ pod }) => podNames.includes(pod))
      if (lines.length > 0) yield { ...item, lines }
    }
  }
}

/** While the API server is away, the client package says so with its address. */
function withoutAddress(item: FollowedLog): FollowedLog {
  if (!('state' in item) || item.state.pod !== undefined || !item.state.reason?.includes('://')) return item
  return { ...item, state: { ...item.state, reason: 'The cluster does not answer.' } }
}
