import { isNotFound } from '../errors/guards.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { namespaces, type Namespace } from '../resources/namespaces.ts'
import type { NamespaceCallOptions } from './NamespaceOptions.ts'
import { refuseSystemNamespace } from './refuseSystemNamespace.ts'

export interface DeleteNamespaceOptions extends NamespaceCallOptions {
  /** Deletes only the namespace of this uid, not another that took its name. */
  uid?: string | undefined
}

/**
 * Deletes a namespace and, with it, everything inside. That goes on after the answer, which is the namespace while it is
 * terminating; `undefined` when it is gone, or was before.
 * @throws NamespaceError for a system namespace; KubernetesError, ConnectionError.
 */
export async function deleteNamespace(
  kubeConfig: ClusterAccess,
  name: string,
  { impersonate, uid, ...options }: DeleteNamespaceOptions = {},
): Promise<Namespace | undefined> {
  refuseSystemNamespace(name)
  try {
    const preconditions = uid === undefined ? undefined : { uid }
    return await createResourceClient(namespaces, { kubeConfig, impersonate }).delete(
      { name },
      { ...options, preconditions },
    )
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
