import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { initialTopicState, type TopicState } from '@catalyst/sdk'
import type { PodMetrics } from '@catalyst/api'
import { useProjects } from '../../hooks/useProjects.ts'
import { useCatalystClient } from '../../provider/useCatalystClient.ts'
import { unavailableUsage, usageOfEnvironments, type UsageOf } from './usageOfEnvironments.ts'

export interface UsageScope {
  cluster: string
}

const initial: TopicState<PodMetrics> = initialTopicState

/**
 * Usage of every environment, kept current.
 * @param scope `undefined` asks for nothing.
 */
export function useUsage(scope: UsageScope | undefined): UsageOf | undefined {
  const client = useCatalystClient()
  const cluster = scope?.cluster ?? '-'
  const isWanted = scope !== undefined
  const projects = useProjects({ cluster }, { enabled: isWanted, refetchInterval: false }).data?.items
  const subscribe = useCallback(
    (onChange: () => void) =>
      isWanted ? client.subscribe({ kind: 'metrics', cluster, namespace: '*' }, onChange) : () => undefined,
    [client, cluster, isWanted],
  )
  const state = useSyncExternalStore(
    subscribe,
    () => (isWanted ? client.topicState({ kind: 'metrics', cluster, namespace: '*' }) : initial),
    () => initial,
  )
  const { items, loaded, problem } = state
  return useMemo(() => {
    if (problem !== undefined) return unavailableUsage(problem)
    return loaded ? usageOfEnvironments(items, projects ?? []) : undefined
  }, [items, loaded, problem, projects])
}
