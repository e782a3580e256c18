import type { KubernetesObject, OwnerReference } from '../../objects/KubernetesObject.ts'

/** Whoever keeps an object. */
export function controllerOf({ metadata }: KubernetesObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true)
}

/** What an object that is kept by another says of it. */
export function controllerReference({ apiVersion, kind, metadata }: KubernetesObject): OwnerReference {
  const { name, uid } = metadata
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }
}

/** The key of the controller, of one kind, of an object. */
export function controllerKey(object: KubernetesObject, kind: string): string | undefined {
  const controller = controllerOf(object)
  return controller?.kind === kind ? `${object.metadata.namespace}/${controller.name}` : undefined
}
