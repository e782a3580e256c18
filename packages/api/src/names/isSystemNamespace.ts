const systemNamespaces = new Set(['default', 'catalyst-system', 'ingress-nginx'])

/**
 * Whether a namespace belongs to the cluster or to Catalyst itself, and so can never be a team's, a project's or an
 * environment's. The prefix `kube-` is reserved by Kubernetes.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export function isSystemNamespace(namespace: string): boolean {
  return systemNamespaces.has(namespace) || namespace.startsWith('kube-')
}
