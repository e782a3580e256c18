import { createClusterRegistry, type ClusterAccess } from '@catalyst/kubernetes-client'
import type { Cluster } from '@catalyst/testing/cluster'

/** The way to an embedded cluster, as one of its users. */
export async function accessTo(cluster: Cluster, user?: Parameters<Cluster['kubeconfig']>[0]): Promise<ClusterAccess> {
  const kubeconfig = Buffer.from(cluster.kubeconfig(user)).toString('base64')
  return createClusterRegistry({ env: { KUBECONFIG_TEST: kubeconfig }, homeKubeconfig: '' }).get('TEST')
}
