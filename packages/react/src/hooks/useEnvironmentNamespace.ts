import type { ResourceRef } from '@catalyst/sdk'
import { useQuery } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentOptions } from '../queries/environmentOptions.ts'

/** The namespace that an environment runs in; `undefined` until the operator has said it. */
export function useEnvironmentNamespace(ref: ResourceRef): string | undefined {
  const query = environmentOptions(useCatalystClient(), ref)
  // It never changes once it is known, so what the cache holds is good enough.
  return useQuery({ ...query, select: ({ status }) => status?.namespace, refetchOnMount: false }).data
}
