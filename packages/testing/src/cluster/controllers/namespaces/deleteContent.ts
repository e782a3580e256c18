import type { ApiOperations } from '../../api/ApiOperations.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { StatusError } from '../../objects/StatusError.ts'
import type { KnownResource, ResourceDirectory } from '../resources/createResourceDirectory.ts'

/** What is left of one kind in a namespace. */
export interface Remaining {
  readonly resource: KnownResource
  readonly objects: readonly KubernetesObject[]
}

/**
 * Deletes what a namespace holds, and says what is still there. Pods go first, so that none of them outlives the rules
 * made for it: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#order-of-deletion
 */
export async function deleteContent(
  api: ApiOperations,
  directory: ResourceDirectory,
  namespace: string,
): Promise<Remaining[]> {
  const resources = [...directory.all].filter(({ namespaced }) => namespaced)
  const pods = await empty(resources.filter(({ name }) => name === 'pods'))
  return pods.length > 0 ? pods : await empty(resources.filter(({ name }) => name !== 'pods'))

  async function empty(some: readonly KnownResource[]): Promise<Remaining[]> {
    for (const { name } of some) {
      for (const { metadata } of api.list(name, { namespace })) {
        if (metadata.deletionTimestamp !== undefined) continue
        await api.delete(name, metadata, { propagationPolicy: 'Background' }).catch(ignoreGone)
      }
    }
    return some
      .map((resource) => ({ resource, objects: api.list(resource.name, { namespace }) }))
      .filter(({ objects }) => objects.length > 0)
  }
}

/** Deleting one may have taken another along. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof StatusError && error.status.code === 404)) throw error
}
