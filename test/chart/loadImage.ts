import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runProgram } from '../cluster/runProgram.ts'
import type { TestCluster } from '../cluster/startTestCluster.ts'

const root = join(import.meta.dirname, '../..')

/** What the chart needs to know of an image. */
export interface ImageValues {
  repository: string
  tag: string
}

/**
 * Makes the server's image from these sources and brings it onto the node. A cluster from elsewhere has to have it
 * already; `CATALYST_TEST_IMAGE` then names it.
 */
export async function loadImage(cluster: TestCluster): Promise<ImageValues> {
  const named = process.env['CATALYST_TEST_IMAGE']
  if (named !== undefined && named !== '') return split(named)
  if (!cluster.controllable) {
    throw new Error('This cluster is not ours to bring an image to. Do so, and name it in CATALYST_TEST_IMAGE.')
  }
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-image-'))
  const file = join(folder.path, 'image.tar')
  const name = 'docker.io/catalyst/server:test'
  await runProgram(process.execPath, [join(root, 'scripts/image.mjs'), 'pack', file, name])
  await runProgram('bash', [join(root, 'test/cluster/cluster'), 'load', file], {
    env: { CATALYST_CLUSTER_DIR: dirname(cluster.kubeconfig), CATALYST_CLUSTER_PORT: '' },
  })
  return split(name)
}

function split(name: string): ImageValues {
  const colon = name.lastIndexOf(':')
  return { repository: name.slice(0, colon), tag: name.slice(colon + 1) }
}
