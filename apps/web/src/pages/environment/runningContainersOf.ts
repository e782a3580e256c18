import type { Pod } from '@catalyst/api'

/** Names of the containers that run, init and debug containers too. */
export function runningContainersOf({ status }: Pod): string[] {
  return [
    ...(status?.containerStatuses ?? []),
    ...(status?.initContainerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ]
    .filter(({ state }) => state?.running !== undefined)
    .map(({ name }) => name)
}
