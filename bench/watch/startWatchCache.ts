import { createWatchCache, environments } from '@catalyst/kubernetes-client'
import type { StartContender } from './Contender.ts'

/** Ours, as the proxy uses it. */
export const startWatchCache: StartContender = async (kubeConfig) => {
  const cache = createWatchCache(kubeConfig, environments).start()
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
