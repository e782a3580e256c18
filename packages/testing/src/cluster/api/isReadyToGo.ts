import { getPath } from '../objects/getPath.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import type { ResourceType } from '../objects/ResourceType.ts'

/** Whether nothing holds an object any longer that is being deleted. */
export function isReadyToGo(type: ResourceType, object: KubernetesObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = [] } = object.metadata
  if (deletionTimestamp === undefined || finalizers.length > 0) return false
  if (type.isCustom || type.group !== '') return true
  // A pod waits for its kubelet, a namespace for what is in it.
  if (type.kind === 'Pod') return deletionGracePeriodSeconds === 0
  if (type.kind === 'Namespace') return ((getPath(object, 'spec.finalizers') ?? []) as unknown[]).length === 0
  return true
}
