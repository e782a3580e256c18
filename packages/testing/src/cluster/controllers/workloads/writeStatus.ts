import type { ApiOperations } from '../../api/ApiOperations.ts'
import { jsonEqual } from '../../objects/jsonEqual.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { ResourceName } from '../../objects/ResourceType.ts'

/** Writes the whole status of an object, if it is another than before. */
export async function writeStatus(
  api: ApiOperations,
  resource: ResourceName,
  { object, status }: { object: KubernetesObject; status: object },
): Promise<void> {
  const current = api.get(resource, object.metadata)
  if (current?.metadata.uid !== object.metadata.uid || jsonEqual(current.status, status)) return
  await api.update(resource, { ...current, status }, { subresource: 'status', fieldManager: 'kube-controller-manager' })
}

/** Counts as Kubernetes leaves them out: zero is not written. */
export function withoutZeros(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}
