import type { KubernetesObject } from '../../objects/KubernetesObject.ts'

const partial = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' } as const

/** An object without all but its metadata. */
export function toPartialMetadata({ metadata }: KubernetesObject): object {
  return { ...partial, metadata }
}

/** @param metadata of the list */
export function toPartialMetadataList(objects: readonly KubernetesObject[], metadata: object): object {
  const items = objects.map(toPartialMetadata)
  return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items }
}
