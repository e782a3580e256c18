import { appendFile, mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runProgram } from '../cluster/runProgram.ts'
import type { TestCluster } from '../cluster/startTestCluster.ts'

const root = join(import.meta.dirname, '../..')

/** Brings Catalyst's own image, made from these sources, onto the node. It trusts one authority more, PEM. */
export async function loadCatalystImage(
  cluster: TestCluster,
  { name, ca }: { name: string; ca: string },
): Promise<void> {
  if (!cluster.controllable) throw new Error('This cluster is not ours to bring an image to.')
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-image-'))
  const files = join(folder.path, 'root')
  await runProgram(process.execPath, [join(root, 'scripts/image.mjs'), 'stage', files])
  await appendFile(join(files, 'etc/ssl/certs/ca-certificates.crt'), `\n${ca}`)
  await runProgram('bash', [join(root, 'test/cluster/cluster'), 'image', name, files, '["/bin/node"]'], {
    env: { CATALYST_CLUSTER_DIR: dirname(cluster.kubeconfig), CATALYST_CLUSTER_PORT: '' },
  })
}
