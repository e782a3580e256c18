import { getNamespace, isNotFound, type ClusterAccess } from '@catalyst/kubernetes-client'

/** The labels of a namespace, read with the proxy's own identity; `undefined` where there is none of that name. */
export async function labelsOfNamespace(
  kubeConfig: ClusterAccess,
  namespace: string,
): Promise<Record<string, string> | undefined> {
  try {
    return (await getNamespace(kubeConfig, namespace)).metadata?.labels ?? {}
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
