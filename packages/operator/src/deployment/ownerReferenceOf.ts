import type { Environment, OwnerReference } from '@catalyst/api'

/** Lets what is made in the namespace of an environment's project go with the environment. */
export function ownerReferenceOf({ apiVersion, kind, metadata }: Environment): OwnerReference {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '', controller: true }
}
