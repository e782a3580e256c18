import type { ConnectionOptions } from 'node:tls'
import { loadClientNode, type KubeConfig } from '@catalyst/kubernetes-client'
import { TcpGate } from '../../support/TcpGate.ts'

/** A gate in front of an API server, and a kubeconfig that leads through it. */
export interface ApiServerGate extends AsyncDisposable {
  gate: TcpGate
  kubeConfig: KubeConfig
}

/**
 * Opens a gate that speaks TLS to the API server, with the client certificate where there is one, and plain HTTP to
 * the client, so that tests can say between which bytes a fault is.
 */
export async function openGate(direct: KubeConfig): Promise<ApiServerGate> {
  const cluster = direct.getCurrentCluster()
  const user = direct.getCurrentUser()
  if (!cluster || !user) throw new Error('The kubeconfig of the test names no cluster and user.')
  const tls: ConnectionOptions & { headers: Record<string, string> } = { headers: {} }
  await direct.applyToHTTPSOptions(tls)
  const { ca, cert, key } = tls
  const { hostname: host, port } = new URL(cluster.server)
  const gate = new TcpGate({ host, port: Number(port), tls: { ca, cert, key } })
  await gate.open()
  const { KubeConfig } = await loadClientNode()
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromClusterAndUser(
    { name: 'gate', server: `http://127.0.0.1:${gate.port}`, skipTLSVerify: true },
    { name: 'gate', ...(user.token === undefined ? {} : { token: user.token }) },
  )
  return { gate, kubeConfig, [Symbol.asyncDispose]: () => gate[Symbol.asyncDispose]() }
}
