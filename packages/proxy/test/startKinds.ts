import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'

const definitions = join(import.meta.dirname, '../../../deploy/crds')

/** An embedded cluster with Catalyst's kinds, which runs no pods. */
export async function startKinds(): Promise<Cluster> {
  await using parts = new AsyncDisposableStack()
  const cluster = parts.use(await startCluster({ nodes: 0 }))
  const files = (await readdir(definitions)).filter((file) => file.endsWith('.yaml'))
  for (const file of files) await cluster.apply(await readFile(join(definitions, file), 'utf8'))
  parts.move()
  return cluster
}

/** That cluster alone, named TEST. */
export function registryOfCluster(cluster: Cluster) {
  const KUBECONFIG_TEST = Buffer.from(cluster.kubeconfig()).toString('base64')
  return createClusterRegistry({ env: { KUBECONFIG_TEST }, inDocker: false })
}
