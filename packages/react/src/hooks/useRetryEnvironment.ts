import type { ResourceRef } from '@catalyst/sdk'
import { useWrite } from './useWrite.ts'

/** Deploys a Failed or Degraded environment again. */
export function useRetryEnvironment() {
  return useWrite({
    kind: 'environments',
    send: (client, ref: ResourceRef) => client.environments.retry(ref),
    objectOf: ({ environment }) => environment,
  })
}
