import { readFile } from 'node:fs/promises'
import type { Cluster } from '@catalyst/testing/cluster'

const file = new URL('../../../../examples/self-deploy/catalyst.yaml', import.meta.url)

/** Adds the project that is Catalyst itself, with a production and a development environment. */
export async function seedSelfDeploy(cluster: Cluster): Promise<void> {
  await cluster.apply(await readFile(file, 'utf8'))
}
