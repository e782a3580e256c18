import { environments, resourcePath } from '@catalyst/kubernetes-client'
import type { KubernetesListObject, KubernetesObject } from '@kubernetes/client-node'
import type { PrepareContender } from './Contender.ts'

/** The informer of `@kubernetes/client-node`, as its examples use it. */
export const prepareInformer: PrepareContender = async (kubeconfig) => {
  const { CustomObjectsApi, KubeConfig, makeInformer, VersionApi } = await import('@kubernetes/client-node')
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromFile(kubeconfig)
  await kubeConfig.makeApiClient(VersionApi).getCode()
  const api = kubeConfig.makeApiClient(CustomObjectsApi)
  const { group, version, plural } = environments
  const list = async () =>
    (await api.listCustomObjectForAllNamespaces({
      group,
      version,
      resourcePlural: plural,
    })) as KubernetesListObject<KubernetesObject>
  return async () => {
    const informer = makeInformer(kubeConfig, resourcePath(environments), list)
    let changes = 0
    let isClosed = false
    informer.on('error', () => {
      if (!isClosed) setTimeout(() => void informer.start(), 1000)
    })
    await informer.start()
    // Only now: it tells what it lists one by one, too.
    for (const verb of ['add', 'update', 'delete'] as const) informer.on(verb, () => void changes++)
    return {
      size: () => informer.list().length,
      changes: () => changes,
      held: () =>
        informer.list().map(({ metadata }) => `${metadata?.namespace}/${metadata?.name} ${metadata?.resourceVersion}`),
      async close() {
        isClosed = true
        await informer.stop()
      },
    }
  }
}
