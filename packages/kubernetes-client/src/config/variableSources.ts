import type { ClientNode } from '../loader.ts'
import type { ClusterSource } from './ClusterSource.ts'
import { decodeKubeconfig, KubeconfigFault } from './decodeKubeconfig.ts'
import { parseKubeconfig } from './parseKubeconfig.ts'
import type { Environment } from './readEndpointRules.ts'
import { currentContext, selectContext } from './selectContext.ts'

const prefix = 'KUBECONFIG_'

/** The clusters of the variables `KUBECONFIG_<NAME>`, by name; empty variables count as absent. */
export function variableSources(env: Environment, clientNode: ClientNode): ClusterSource[] {
  return Object.keys(env)
    .filter((variable) => variable.startsWith(prefix) && env[variable]?.trim())
    .sort()
    .map((variable) => ({
      name: variable.slice(prefix.length),
      origin: `environment variable ${variable}`,
      kind: 'variable',
      open() {
        if (variable === prefix)
          throw new KubeconfigFault('it names no cluster; write a name after the last underscore')
        const kubeConfig = parseKubeconfig(decodeKubeconfig(env[variable] ?? ''), clientNode)
        return selectContext(kubeConfig, currentContext(kubeConfig), clientNode)
      },
    }))
}
