import type { KubeconfigData } from './KubeconfigData.ts'

/**
 * One kubeconfig of several, as kubectl merges them: the first to set a name, or the current-context, wins.
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
 */
export function mergeKubeconfigs(kubeconfigs: readonly KubeconfigData[]): KubeconfigData {
  return {
    clusters: firstOfEachName(kubeconfigs.flatMap(({ clusters }) => clusters)),
    users: firstOfEachName(kubeconfigs.flatMap(({ users }) => users)),
    contexts: firstOfEachName(kubeconfigs.flatMap(({ contexts }) => contexts)),
    currentContext: kubeconfigs.find(({ currentContext }) => currentContext)?.currentContext,
  }
}

function firstOfEachName<TNamed extends { name: string }>(items: readonly TNamed[]): TNamed[] {
  return [...new Map(items.toReversed().map((item) => [item.name, item])).values()].toReversed()
}
