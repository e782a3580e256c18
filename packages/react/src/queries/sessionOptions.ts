import type { Session } from '@catalyst/api'
import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions, type Query } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'

/** A timer takes no more. */
const longestDelayMs = 2 ** 31 - 1

/**
 * Who the caller is. Asked anew shortly before the sign-in ends, which renews it where the provider allows, and again
 * when it has ended.
 */
export function sessionOptions(client: CatalystClient) {
  return queryOptions({
    ...queryDefaults,
    staleTime: 60_000,
    queryKey: queryKeys.session(),
    queryFn: ({ signal }) => client.session({ signal }),
    refetchInterval: ({ state }: Query<Session, Error, Session, ReturnType<typeof queryKeys.session>>) =>
      msUntilRenewal(state.data?.expiresAt),
    refetchIntervalInBackground: true,
  })
}

/** The proxy renews in the last quarter of the time, in its last five minutes at most: half of either is left then. */
function msUntilRenewal(expiresAt: string | undefined): number | false {
  if (expiresAt === undefined) return false
  const left = Date.parse(expiresAt) - Date.now()
  if (left < -5_000) return false
  return Math.min(Math.max(left - Math.min(left / 8, 150_000), 1_000), longestDelayMs)
}
