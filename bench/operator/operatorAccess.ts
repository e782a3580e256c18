import type { KubeConfig } from '@catalyst/kubernetes-client'
import type { TestCluster } from '../../test/cluster/startTestCluster.ts'
import { operatorToken } from '../../test/support/tokenAccess.ts'

/** A kubeconfig with a token of the operator's ServiceAccount. */
export async function operatorAccess(cluster: TestCluster, kubeConfig: KubeConfig): Promise<string> {
  const token = await operatorToken(cluster)
  const current = kubeConfig.getCurrentCluster()
  const at = { server: current?.server, 'certificate-authority-data': current?.caData }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'bench', cluster: at }],
    users: [{ name: 'bench', user: { token } }],
    contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
    'current-context': 'bench',
  })
}
