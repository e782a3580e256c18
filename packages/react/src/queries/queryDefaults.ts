import { isCatalystError } from '@catalyst/sdk'

/** What every query of the kit has, whatever the defaults of the application's own QueryClient. */
export const queryDefaults = {
  // A proxy on localhost answers without any network.
  networkMode: 'always',
  // A component shows its errors itself.
  throwOnError: false,
  staleTime: 5_000,
  retry: (failures: number, error: Error) => failures < 3 && !isRefused(error),
} as const

/** A refusal stays one, however often one asks. */
function isRefused(error: Error): boolean {
  return isCatalystError(error) && error.status < 500 && error.code !== 'RATE_LIMITED'
}
