import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentLabels } from '@catalyst/api/labels'
import {
  createResourceClient,
  request,
  roleBindings,
  serviceAccounts,
  type KubeConfig,
} from '@catalyst/kubernetes-client'
import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { loadKubeConfig } from '../../cluster/loadKubeConfig.ts'
import type { TestCluster } from '../../cluster/startTestCluster.ts'
import { createTestNamespace } from './createTestNamespace.ts'
import { applyFolder } from './installDefinitions.ts'

export interface DeployerHome extends AsyncDisposable {
  /** Of the environment. */
  namespace: string
  /** Path of the kubeconfig with the token of the account that deploys. */
  kubeconfig: string
  /** The same, loaded. */
  deployer: KubeConfig
  /** An order for this environment. */
  order: (given: Partial<DeploymentOrder>) => DeploymentOrder
}

/** A namespace with an account that has the role `catalyst-deployer` there and nothing else, in another, as the operator makes them. */
export async function openDeployerHome(cluster: TestCluster): Promise<DeployerHome> {
  await using parts = new AsyncDisposableStack()
  await applyFolder(cluster, 'rbac')
  const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  const project = parts.use(await createTestNamespace(cluster, 'project'))
  const { name: namespace } = parts.use(await createTestNamespace(cluster, 'environment'))
  const account = { name: 'deployer-pr-1', namespace: project.name }
  await createResourceClient(serviceAccounts, { kubeConfig }).apply({ metadata: account })
  await createResourceClient(roleBindings, { kubeConfig }).apply({
    metadata: { name: 'deployer', namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'catalyst-deployer' },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  })
  const path = `/api/v1/namespaces/${account.namespace}/serviceaccounts/${account.name}/token`
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } }
  const { status } = await request<{ status: { token: string } }>(kubeConfig, path, { method: 'POST', body })
  const folder = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-deployer-home-')))
  const kubeconfig = join(folder.path, 'kubeconfig')
  await writeFile(kubeconfig, kubeconfigOf(kubeConfig, status.token), { mode: 0o600 })
  const owned = parts.move()
  return {
    namespace,
    kubeconfig,
    deployer: await loadKubeConfig(kubeconfig),
    order: (given) => ({
      action: 'apply',
      type: 'manifest',
      namespace,
      name: 'pr-1',
      labels: environmentLabels({ team: 'acme', project: 'shop', environment: 'pr-1', branch: 'main' }),
      host: 'acme-shop-pr-1.preview.example.com',
      timeoutSeconds: 60,
      ...given,
    }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The same cluster with another user, as JSON, which is YAML. */
function kubeconfigOf(kubeConfig: KubeConfig, token: string): string {
  const cluster = kubeConfig.getCurrentCluster()
  const { server, caData, caFile, skipTLSVerify } = cluster ?? { server: '' }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'test',
        cluster: {
          server,
          ...(caData !== undefined && { 'certificate-authority-data': caData }),
          ...(caFile !== undefined && { 'certificate-authority': caFile }),
          ...(skipTLSVerify === true && { 'insecure-skip-tls-verify': true }),
        },
      },
    ],
    users: [{ name: 'deployer', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'deployer' } }],
    'current-context': 'test',
  })
}
