import type { ResourceRef } from '@catalyst/sdk'
import { useWrite } from './useWrite.ts'

/** Runs the dev command of a Failed or Degraded environment again. */
export function useRestartEnvironment() {
  return useWrite({
    kind: 'environments',
    send: (client, ref: ResourceRef) => client.environments.restart(ref),
    objectOf: ({ environment }) => environment,
  })
}
