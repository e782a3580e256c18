import { mergeValues } from '../../deployment/mergeValues.ts'
import { orderFor } from '../../deployment/orderFor.ts'
import type { Strategy } from '../Strategy.ts'

/**
 * Installs a chart of a repository, or the one in the template, by a Job. The chart gets the template's values, over them the
 * environment's, and its variables as `env`, as `helm --set env.NAME=value` would.
 */
export const helm: Strategy = {
  builds: false,
  plan(deployable) {
    const { template, environment } = deployable
    const { envVars = {} } = environment.spec.config ?? {}
    const env = Object.keys(envVars).length === 0 ? {} : { env: envVars }
    const values = mergeValues(template.values ?? {}, environment.spec.values ?? {}, env)
    return orderFor(deployable, { type: 'helm', values })
  },
}
