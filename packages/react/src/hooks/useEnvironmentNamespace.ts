import type { ResourceRef } from '@catalyst/sdk'
import { useQuery } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentOptions } from '../queries/environmentOptions.ts'

/** The namespace that an environment runs in, as far as the operator has said it. */
export function useEnvironmentNamespace(ref: ResourceRef): string | undefined {
  return useQuery({ ...environmentOptions(useCatalystClient(), ref), select: ({ status }) => status?.namespace }).data
}
