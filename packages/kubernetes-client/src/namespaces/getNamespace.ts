import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { namespaces, type Namespace } from '../resources/namespaces.ts'
import type { NamespaceCallOptions } from './NamespaceOptions.ts'

/** Reads a namespace. @throws KubernetesError (see `isNotFound`), ConnectionError. */
export function getNamespace(
  kubeConfig: ClusterAccess,
  name: string,
  { impersonate, ...options }: NamespaceCallOptions = {},
): Promise<Namespace> {
  return createResourceClient(namespaces, { kubeConfig, impersonate }).get({ name }, options)
}
