import type { Environment } from '@catalyst/api'
import { useEnvironments, useEnvironmentUsage } from '@catalyst/react'
import { sumUsage, type UsageSum } from './sumUsage.ts'

export interface AllUsage {
  /** How many environments there are; `undefined` while that is not known. */
  environments: number | undefined
  /** What they use; `undefined` until it was measured, or said why it can't be. */
  sum: UsageSum | undefined
  /** Nothing of all that can be had: the list says why. */
  isError: boolean
}

/** What all environments of all clusters use together, kept current. */
export function useAllUsage(clusters: readonly string[] | undefined): AllUsage {
  const choice = clusters === undefined ? {} : { clusters }
  const query = useEnvironments(choice)
  const usage = useEnvironmentUsage(choice)
  const clusterOf = new Map(
    query.clusters.flatMap(({ cluster, items = [] }) => items.map((one): [Environment, string] => [one, cluster])),
  )
  const environments = [...clusterOf.keys()]
  const usageOf = (one: Environment) => usage(one, clusterOf.get(one))
  const isKnown = query.data !== undefined && environments.every((one) => usageOf(one) !== undefined)
  return {
    environments: query.data === undefined ? undefined : environments.length,
    sum: isKnown ? sumUsage(environments, usageOf) : undefined,
    isError: query.isError,
  }
}
