import type { ManifestObject } from './ManifestObject.ts'
import { metadataPaths } from './metadataPaths.ts'
import { changedAt, fieldsOf } from './values.ts'

/** Says that the deployer brought an object: what has it, and is no longer asked for, is removed. */
export const deployedBy = { 'catalyst.dev/deployed-by': 'deployer' } as const

/** The object with the platform's labels, on itself and on the pods that it makes; selectors stay as they are. */
export function addPlatformMetadata(object: ManifestObject, labels: Readonly<Record<string, string>>): ManifestObject {
  const { metadata } = object
  const own: ManifestObject = {
    ...object,
    metadata: { ...labelled(metadata, labels), annotations: { ...fieldsOf(metadata['annotations']), ...deployedBy } },
  }
  return metadataPaths(object.kind).reduce(
    (whole, path) =>
      changedAt(whole, path, (made) => ({ ...made, metadata: labelled(fieldsOf(made['metadata']), labels) })),
    own,
  )
}

function labelled(metadata: Record<string, unknown>, labels: Readonly<Record<string, string>>) {
  return { ...metadata, labels: { ...fieldsOf(metadata['labels']), ...labels } }
}
