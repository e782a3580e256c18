import type { Context } from '../loader.ts'
import { ConfiguredCluster } from './ConfiguredCluster.ts'
import { KubeconfigFault } from './decodeKubeconfig.ts'
import type { KubeconfigData } from './KubeconfigData.ts'

/**
 * One context with its cluster and user and nothing else, so that what is changed for one cluster changes no other, and no
 * other's credential goes along.
 * @throws KubeconfigFault where the context, or something that it names, isn't there.
 */
export function selectContext(source: KubeconfigData, context: Context): ConfiguredCluster {
  const cluster = source.clusters.find(({ name }) => name === context.cluster)
  if (!cluster) throw new KubeconfigFault('a context names a cluster that is not in it')
  const user = context.user ? source.users.find(({ name }) => name === context.user) : { name: 'anonymous' }
  if (!user) throw new KubeconfigFault('a context names a user that is not in it')
  if (!URL.canParse(cluster.server)) throw new KubeconfigFault('the server of a cluster is not a URL')
  // The library ignores TLS settings of a context without a user, so there is always one.
  return new ConfiguredCluster({ ...cluster }, { ...user }, { ...context, user: user.name })
}

/**
 * The context that a kubeconfig means when none is named: its `current-context`, else the only one there is.
 * @throws KubeconfigFault.
 */
export function currentContext(kubeconfig: KubeconfigData): Context {
  const { contexts, currentContext: name } = kubeconfig
  const context = name
    ? contexts.find((candidate) => candidate.name === name)
    : contexts.length === 1
      ? contexts[0]
      : undefined
  if (context) return context
  if (contexts.length === 0) throw new KubeconfigFault('it has no contexts')
  throw new KubeconfigFault(
    name ? 'its current-context names a context that is not in it' : 'it has several contexts and no current-context',
  )
}
