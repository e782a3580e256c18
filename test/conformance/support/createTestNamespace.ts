import { randomBytes } from 'node:crypto'
import { isNotFound, namespaces, request, resourcePath } from '@catalyst/kubernetes-client'
import { loadKubeConfig } from '../../cluster/loadKubeConfig.ts'
import type { TestCluster } from '../../cluster/startTestCluster.ts'

export interface TestNamespace extends AsyncDisposable {
  readonly name: string
}

/** A namespace of its own for a test, so that files can run at once and again and again; its disposal deletes it. */
export async function createTestNamespace(
  cluster: Pick<TestCluster, 'kubeconfig'>,
  prefix = 'test',
): Promise<TestNamespace> {
  const name = `${prefix}-${randomBytes(4).toString('hex')}`
  const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
  await request(kubeConfig, resourcePath(namespaces), { method: 'POST', body })
  return {
    name,
    async [Symbol.asyncDispose]() {
      await request(kubeConfig, resourcePath(namespaces, { name }), { method: 'DELETE' }).catch((error: unknown) => {
        if (!isNotFound(error)) throw error
      })
    },
  }
}
