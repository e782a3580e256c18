import type { EnvironmentWrite } from '@catalyst/sdk'
import { itself, useWrite } from './useWrite.ts'

export interface CreateEnvironmentVariables {
  cluster?: string | undefined
  environment: EnvironmentWrite
}

/** Creates an environment; lists and its page show it at once. */
export function useCreateEnvironment() {
  return useWrite({
    kind: 'environments',
    send: (client, { cluster, environment }: CreateEnvironmentVariables) =>
      client.environments.create(environment, { cluster }),
    objectOf: itself,
    isNew: true,
  })
}
