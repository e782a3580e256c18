import type { DeploymentOrder } from '@catalyst/operator/deployment'

/** What of the order's time a hook may take, so that Helm says which one took too long before the whole is ended. */
const share = 0.8

export function timeoutArgs({ timeoutSeconds }: DeploymentOrder): string[] {
  return ['--timeout', `${Math.max(1, Math.floor(timeoutSeconds * share))}s`]
}
