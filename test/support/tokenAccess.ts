import type { ClusterAccess, KubeConfig } from '@catalyst/kubernetes-client'
import type { TestCluster } from '../cluster/startTestCluster.ts'

/** A token of the operator's ServiceAccount: with the rights that it ships with, and no others. */
export async function operatorToken({ kubectl }: Pick<TestCluster, 'kubectl'>): Promise<string> {
  const namespace = '--namespace=catalyst-system'
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'catalyst-operator' } }
  await kubectl(['apply', '--server-side', namespace, '-f', '-'], { input: JSON.stringify(account) })
  return (await kubectl(['create', 'token', 'catalyst-operator', namespace, '--duration=24h'])).trim()
}

/** The way to an address without TLS, by a token. */
export function tokenAccess(server: string, token: string): ClusterAccess {
  return {
    getCurrentCluster: () => ({ name: 'test', server, skipTLSVerify: true }),
    getCurrentUser: () => ({ name: 'test', token }),
    async applyToHTTPSOptions(options) {
      options.headers = { ...options.headers, authorization: `Bearer ${token}` }
    },
  }
}

/** Where the API server of a kubeconfig is, and who vouches for it. */
export function targetOf(kubeConfig: KubeConfig): { server: string; ca: string } {
  const cluster = kubeConfig.getCurrentCluster()
  if (!cluster?.caData) throw new Error('The kubeconfig of the test names no cluster with a certificate authority.')
  return { server: cluster.server, ca: Buffer.from(cluster.caData, 'base64').toString() }
}
