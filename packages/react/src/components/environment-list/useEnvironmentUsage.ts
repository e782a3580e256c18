import type { Environment, EnvironmentMetrics, PodMetrics, Project } from '@catalyst/api'
import type { CatalystClient, TopicState } from '@catalyst/sdk'
import { useMemo, useSyncExternalStore } from 'react'
import { useProjects } from '../../hooks/useProjects.ts'
import { useCatalystClient } from '../../provider/useCatalystClient.ts'
import { type ClusterChoice, clustersOf } from '../../queries/ClusterChoice.ts'
import { unavailableUsage, usageOfEnvironments, type UsageOf } from './usageOfEnvironments.ts'

/**
 * Usage of an environment against its quota, or why it can't be told; `undefined` until the first measurement has come.
 * @param cluster Where it is, when several were asked for. Default: the first of them.
 */
export type EnvironmentUsage = (environment: Environment, cluster?: string) => EnvironmentMetrics | undefined

/**
 * Usage of all environments of one or several clusters, kept current by one topic for each cluster. The answer is another function
 * once there is another measurement.
 */
export function useEnvironmentUsage(
  choice: ClusterChoice = {},
  { enabled = true }: { enabled?: boolean | undefined } = {},
): EnvironmentUsage {
  const client = useCatalystClient()
  // A text, because callers write lists as literals, which are new objects with every render.
  const key = clustersOf(choice).join('\n')
  const names = useMemo(() => key.split('\n'), [key])
  const projects = useProjects({ clusters: names }, { enabled, refetchInterval: false })
  const measurements = useMemo(() => (enabled ? watchMetrics(client, names) : nothing), [client, enabled, names])
  const states = useSyncExternalStore(measurements.subscribe, measurements.get, nothing.get)
  return useMemo(() => {
    const usages = states.map((state, index) => usageIn(state, projects.clusters[index]?.items ?? []))
    return (environment, cluster) => usages[cluster === undefined ? 0 : names.indexOf(cluster)]?.(environment)
    // `data` is another object exactly when the items of a cluster are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [names, states, projects.data])
}

type Measurement = TopicState<PodMetrics>

interface Measurements {
  subscribe: (onChange: () => void) => () => void
  /** In the order of the clusters; the same object as long as nothing changed. */
  get: () => readonly Measurement[]
}

const noStates: readonly Measurement[] = []
const nothing: Measurements = { subscribe: () => () => undefined, get: () => noStates }

function watchMetrics(client: CatalystClient, clusters: readonly string[]): Measurements {
  const topics = clusters.map((cluster) => ({ kind: 'metrics', cluster, namespace: '*' }) as const)
  let last = noStates
  return {
    subscribe(onChange) {
      const stops = topics.map((topic) => client.subscribe(topic, onChange))
      return () => stops.forEach((stop) => stop())
    },
    get() {
      const states = topics.map((topic) => client.topicState(topic))
      if (states.length !== last.length || states.some((state, index) => state !== last[index])) last = states
      return last
    },
  }
}

function usageIn({ problem, loaded, items }: Measurement, projects: readonly Project[]): UsageOf {
  if (problem !== undefined) return unavailableUsage(problem)
  return loaded ? usageOfEnvironments(items, projects) : () => undefined
}
