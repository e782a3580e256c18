import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { networkPolicies, resourceQuotas } from '../resources/builtinResources.ts'
import { createResourceClient } from '../resources/createResourceClient.ts'
import type { NamespaceCallOptions, NamespacePolicies } from './NamespaceOptions.ts'

/** The one ResourceQuota that Catalyst sets in a namespace. */
const quotaName = 'catalyst'

/** Makes quota and network policies of a namespace what they are here; others stay. */
export async function applyPolicies(
  kubeConfig: ClusterAccess,
  namespace: string,
  options: NamespacePolicies & NamespaceCallOptions,
): Promise<void> {
  const { quota, networkPolicies: policies = {}, impersonate, signal, timeoutMs } = options
  const client = { kubeConfig, impersonate }
  const call = { signal, timeoutMs }
  // Policies first: nothing may run here without them, whereas a quota can follow.
  for (const [name, spec] of Object.entries(policies)) {
    await createResourceClient(networkPolicies, client).apply({ metadata: { name, namespace }, spec }, call)
  }
  if (quota) {
    const object = { metadata: { name: quotaName, namespace }, spec: { hard: { ...quota } } }
    await createResourceClient(resourceQuotas, client).apply(object, call)
  }
}
