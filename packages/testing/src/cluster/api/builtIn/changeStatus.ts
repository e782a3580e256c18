import type { KubernetesObject, ObjectInput } from '../../objects/KubernetesObject.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'
import { isRecord } from '../../objects/isRecord.ts'

interface Change {
  readonly current: KubernetesObject
  readonly next: ObjectInput
  readonly subresource: string
}

/** Takes from the next state the part that a subresource is about. */
export function changeStatus(type: ResourceType, { current, next, subresource }: Change): KubernetesObject {
  if (subresource === 'status') {
    const { status: _, ...rest } = current
    const status = next['status']
    return { ...rest, ...(status !== undefined && { status }) }
  }
  const spec = isRecord(current['spec']) ? current['spec'] : {}
  const nextSpec = isRecord(next['spec']) ? next['spec'] : {}
  if (type.kind === 'Namespace' && subresource === 'finalize') {
    return { ...current, spec: { ...spec, finalizers: nextSpec['finalizers'] ?? [] } }
  }
  if (subresource === 'ephemeralcontainers') {
    return { ...current, spec: { ...spec, ephemeralContainers: nextSpec['ephemeralContainers'] } }
  }
  if (subresource === 'resize') return { ...current, spec: { ...spec, containers: nextSpec['containers'] } }
  if (subresource === 'binding') return { ...current, spec: { ...spec, nodeName: nextSpec['nodeName'] } }
  return current
}
