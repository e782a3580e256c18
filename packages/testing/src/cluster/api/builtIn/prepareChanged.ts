import { isRecord } from '../../objects/isRecord.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'
import { setDefaults } from './setDefaults.ts'

/** What kube-apiserver does to a built-in kind when it is changed, before it looks whether it is right. */
export function prepareChanged(
  type: ResourceType,
  next: KubernetesObject,
  current: KubernetesObject,
): KubernetesObject {
  if (type.isCustom) return next
  const { spec, kind } = { spec: next['spec'], kind: type.kind }
  const before = isRecord(current['spec']) ? current['spec'] : {}
  if (kind === 'Namespace') {
    // Through `finalize` alone.
    return { ...next, spec: { ...(isRecord(spec) ? spec : {}), finalizers: before['finalizers'] } }
  }
  const kept =
    kind === 'Service' && isRecord(spec)
      ? { ...next, spec: { ...pick(before, ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']), ...spec } }
      : next
  return setDefaults(type, kept) as KubernetesObject
}

function pick(record: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => key in record).map((key) => [key, record[key]]))
}
