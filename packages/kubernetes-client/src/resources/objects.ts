import type { ResourceReference } from './ResourceClient.ts'
import type { KubernetesObject, ResourceDefinition } from './ResourceDefinition.ts'

/**
 * An object with what its kind says of it: `apiVersion`, `kind` and, where one is given, the namespace.
 * @throws RangeError where the object says that it is of another kind or in another namespace.
 */
export function completeObject(
  object: unknown,
  resource: ResourceDefinition<unknown>,
  namespace?: string,
): KubernetesObject {
  const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`
  const { kind } = resource
  const completed: KubernetesObject = { apiVersion, kind, ...(object as KubernetesObject) }
  if (completed.apiVersion !== apiVersion || completed.kind !== kind) {
    throw new RangeError(
      `This is a client for ${apiVersion} ${kind}, and the object is a ${completed.apiVersion} ${completed.kind}.`,
    )
  }
  if (namespace === undefined) return completed
  const present = completed.metadata?.namespace
  if (present !== undefined && present !== namespace) {
    throw new RangeError(`The object says that it is in namespace "${present}", and not in "${namespace}".`)
  }
  return { ...completed, metadata: { ...completed.metadata, namespace } }
}

/** Where an object is. @throws RangeError where it doesn't say so. */
export function referenceOf(
  { metadata }: KubernetesObject,
  { kind, namespaced }: ResourceDefinition<unknown>,
): ResourceReference {
  if (!metadata?.name) throw new RangeError(`The ${kind} has no metadata.name, so it can't be found.`)
  return { name: metadata.name, namespace: namespaced ? metadata.namespace : undefined }
}

/** `managedFields` is often most of an object, and nothing that is read or written here. */
export function dropManagedFields<TObject extends KubernetesObject>(object: TObject): TObject {
  if (object.metadata?.['managedFields'] === undefined) return object
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata }
}
