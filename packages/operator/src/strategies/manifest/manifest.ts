import { orderFor } from '../../deployment/orderFor.ts'
import type { Strategy } from '../Strategy.ts'

/** Applies manifests of a repository, or those in the template, by a Job. Variables go into their containers. */
export const manifest: Strategy = {
  builds: false,
  plan(deployable) {
    const { envVars, envFrom } = deployable.environment.spec.config ?? {}
    return orderFor(deployable, {
      type: 'manifest',
      ...(envVars !== undefined && { envVars }),
      ...(envFrom !== undefined && { envFrom }),
    })
  },
}
