import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'

/** Who the caller is. */
export function sessionOptions(client: CatalystClient) {
  return queryOptions({
    ...queryDefaults,
    staleTime: 60_000,
    queryKey: queryKeys.session(),
    queryFn: ({ signal }) => client.session({ signal }),
  })
}
