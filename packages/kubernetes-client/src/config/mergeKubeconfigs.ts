import type { ClientNode, KubeConfig } from '../loader.ts'

/**
 * One kubeconfig of several, as kubectl merges them: the first to set a name, or the current-context, wins.
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
 */
export function mergeKubeconfigs(kubeConfigs: readonly KubeConfig[], { KubeConfig }: ClientNode): KubeConfig {
  const merged = new KubeConfig()
  merged.loadFromOptions({
    clusters: firstOfEachName(kubeConfigs.flatMap(({ clusters }) => clusters)),
    users: firstOfEachName(kubeConfigs.flatMap(({ users }) => users)),
    contexts: firstOfEachName(kubeConfigs.flatMap(({ contexts }) => contexts)),
    currentContext: kubeConfigs.find(({ currentContext }) => currentContext)?.currentContext,
  })
  return merged
}

function firstOfEachName<TNamed extends { name: string }>(items: readonly TNamed[]): TNamed[] {
  return [...new Map(items.toReversed().map((item) => [item.name, item])).values()].toReversed()
}
