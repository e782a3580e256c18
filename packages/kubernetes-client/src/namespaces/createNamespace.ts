import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import { namespaces, type Namespace } from '../resources/namespaces.ts'
import { applyPolicies } from './applyPolicies.ts'
import type { NamespaceOptions } from './NamespaceOptions.ts'
import { refuseSystemNamespace } from './refuseSystemNamespace.ts'

/**
 * Creates a namespace, then its network policies and quota. Where one of those fails the namespace stays; `ensureNamespace`
 * completes it.
 * @throws NamespaceError for a system namespace; KubernetesError, see `isAlreadyExists`; ConnectionError.
 */
export async function createNamespace(kubeConfig: ClusterAccess, options: NamespaceOptions): Promise<Namespace> {
  const { name, labels, annotations, impersonate, signal, timeoutMs } = options
  refuseSystemNamespace(name)
  const metadata = { name, labels: { ...labels }, ...(annotations && { annotations: { ...annotations } }) }
  const namespace = await createResourceClient(namespaces, { kubeConfig, impersonate }).create(
    { metadata },
    { signal, timeoutMs },
  )
  await applyPolicies(kubeConfig, name, options)
  return namespace
}
