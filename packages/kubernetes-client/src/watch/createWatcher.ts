import type { ClusterAccess } from '../config/ClusterAccess.ts'
import type { ResourceDefinition } from '../resources/ResourceDefinition.ts'
import { Watcher, type TypedWatcherOptions } from './Watcher.ts'
import type { WatchableObject } from './watchTypes.ts'

/**
 * Watches a kind, in one namespace or in all, without ever giving up; see {@link Watcher}.
 *
 * @example
 * for await (const event of createWatcher(kubeConfig, pods, { namespace: 'shop', signal })) {
 *   if (event.type === 'SNAPSHOT') show(event.items)
 * }
 */
export function createWatcher<T extends WatchableObject>(
  kubeConfig: ClusterAccess,
  resource: ResourceDefinition<T, unknown>,
  options: TypedWatcherOptions<T> = {},
): Watcher<T> {
  const { namespace, labelSelector, fieldSelector, impersonate } = options
  return new Watcher({ kubeConfig, resource, namespace, labelSelector, fieldSelector, impersonate }, options)
}
