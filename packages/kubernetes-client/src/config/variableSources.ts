import type { ClusterSource } from './ClusterSource.ts'
import { decodeKubeconfig, KubeconfigFault } from './decodeKubeconfig.ts'
import { parseKubeconfig } from './parseKubeconfig.ts'
import type { Environment } from './readEndpointRules.ts'
import { currentContext, selectContext } from './selectContext.ts'

const prefix = 'KUBECONFIG_'

/** The clusters of the variables `KUBECONFIG_<NAME>`, by name; empty variables count as absent. */
export function variableSources(env: Environment): ClusterSource[] {
  return Object.keys(env)
    .filter((variable) => variable.startsWith(prefix) && env[variable]?.trim())
    .sort()
    .map((variable) => ({
      name: variable.slice(prefix.length),
      origin: `environment variable ${variable}`,
      kind: 'variable',
      async open() {
        if (variable === prefix)
          throw new KubeconfigFault('it names no cluster; write a name after the last underscore')
        const kubeconfig = await parseKubeconfig(decodeKubeconfig(env[variable] ?? ''))
        return selectContext(kubeconfig, currentContext(kubeconfig))
      },
    }))
}
