import type { ApiOperations } from '../../api/ApiOperations.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { formatLabelSelector, type LabelSelector, parseLabelSelector } from '../../objects/labelSelector.ts'
import type { ResourceName } from '../../objects/ResourceType.ts'
import { controllerOf, controllerReference } from './controllerOf.ts'

/**
 * The objects of a kind that belong to a controller. It takes those that nobody keeps and its selector matches, and lets go of
 * those that it no longer matches.
 */
export async function claim<TObject extends KubernetesObject>(
  api: ApiOperations,
  resource: ResourceName,
  owner: KubernetesObject & { spec: { selector?: LabelSelector } },
): Promise<TObject[]> {
  const { uid, namespace, deletionTimestamp } = owner.metadata
  const matches = parseLabelSelector(formatLabelSelector(owner.spec.selector ?? {}))
  const claimed: TObject[] = []
  for (const object of api.list(resource, { namespace }) as TObject[]) {
    const { metadata } = object
    const controller = controllerOf(object)
    const isMatch = matches(metadata.labels)
    if (controller?.uid === uid) {
      if (isMatch || deletionTimestamp !== undefined) claimed.push(object)
      else
        await own(
          object,
          metadata.ownerReferences?.filter((reference) => reference !== controller),
        )
    } else if (controller === undefined && isMatch && !isLeaving(metadata) && deletionTimestamp === undefined) {
      const adopted = await own(object, [...(metadata.ownerReferences ?? []), controllerReference(owner)])
      claimed.push(adopted as TObject)
    }
  }
  return claimed

  async function own({ metadata }: TObject, references: KubernetesObject['metadata']['ownerReferences'] = []) {
    const ownerReferences = references.length > 0 ? references : null
    return await api.patch(resource, metadata, { metadata: { uid: metadata.uid, ownerReferences } })
  }
}

const isLeaving = ({ deletionTimestamp }: KubernetesObject['metadata']) => deletionTimestamp !== undefined
