import { useQuery } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentOptions } from '../queries/environmentOptions.ts'
import type { EnvironmentTarget } from '../queries/EnvironmentTarget.ts'

/** The namespace that an environment runs in; `undefined` until the operator has said it, or without a target. */
export function useEnvironmentNamespace(target: EnvironmentTarget | undefined): string | undefined {
  const { cluster, namespace = '', environment: name = '' } = target ?? {}
  const query = environmentOptions(useCatalystClient(), { cluster, namespace, name })
  return useQuery({
    ...query,
    enabled: target !== undefined,
    select: ({ status }) => status?.namespace,
    // It never changes once it is known, so what the cache holds is good enough.
    refetchOnMount: false,
  }).data
}
