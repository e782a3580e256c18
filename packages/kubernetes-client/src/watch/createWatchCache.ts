import type { ClusterAccess } from '../config/ClusterAccess.ts'
import type { ResourceDefinition } from '../resources/ResourceDefinition.ts'
import { WatchCache, type WatchCacheOptions } from './WatchCache.ts'
import type { WatchableObject } from './watchTypes.ts'

/** A cache of a kind, in one namespace or in all, for many readers. It begins with {@link WatchCache.start}. */
export function createWatchCache<T extends WatchableObject>(
  kubeConfig: ClusterAccess,
  resource: ResourceDefinition<T, unknown>,
  options: WatchCacheOptions = {},
): WatchCache<T> {
  const { namespace, labelSelector, fieldSelector, impersonate } = options
  return new WatchCache({ kubeConfig, resource, namespace, labelSelector, fieldSelector, impersonate }, options)
}
