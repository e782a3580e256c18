import { createClusterRegistry, createWatchCache, environments, serverVersion } from '@catalyst/kubernetes-client'
import type { PrepareContender } from './Contender.ts'

/** Ours, as the proxy uses it. */
export const prepareWatchCache: PrepareContender = async (kubeconfig) => {
  const cluster = await createClusterRegistry({ env: { KUBECONFIG: kubeconfig }, inDocker: false }).get()
  // The first request loads what requests need, and is no part of what is measured.
  await serverVersion(cluster)
  return async () => {
    const cache = createWatchCache(cluster, environments).start()
    await cache.ready
    let changes = 0
    cache.subscribe((change) => {
      if ('object' in change) changes++
    })
    return {
      size: () => cache.list().length,
      changes: () => changes,
      held: () =>
        cache.list().map(({ metadata }) => `${metadata.namespace}/${metadata.name} ${metadata.resourceVersion}`),
      close: () => cache[Symbol.asyncDispose](),
    }
  }
}
