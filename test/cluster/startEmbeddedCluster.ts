import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '@catalyst/testing/cluster'
import { kubectlOf } from './kubectlOf.ts'
import type { TestCluster } from './startTestCluster.ts'

/** The embedded cluster in the place of a real one; each call starts one of its own. */
export async function startEmbeddedCluster({ node }: { node: boolean }): Promise<TestCluster> {
  await using parts = new AsyncDisposableStack()
  const cluster = parts.use(await startCluster({ nodes: node ? 1 : 0, metrics: node }))
  const folder = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-embedded-')))
  const kubeconfig = join(folder.path, 'kubeconfig')
  await writeFile(kubeconfig, cluster.kubeconfig(), { mode: 0o600 })
  const owned = parts.move()
  return {
    kubeconfig,
    hasNode: node,
    controllable: true,
    kubectl: kubectlOf(kubeconfig),
    async compact() {
      cluster.compact()
    },
    async restart(component) {
      if (component !== 'kube-apiserver') throw new Error(`An embedded cluster has no ${component} to restart.`)
      await cluster.restart()
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
