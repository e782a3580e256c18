import { chmod, copyFile, mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runProgram } from '../cluster/runProgram.ts'
import type { TestCluster } from '../cluster/startTestCluster.ts'

const recipe = join(import.meta.dirname, '../cluster/cluster')
const programs = join(import.meta.dirname, 'images/web')

/** Brings a small web application onto the node: `repository:release` answers on port 8080 with the name of its release. */
export async function loadWebImage(
  cluster: TestCluster,
  image: { repository: string; release: string },
): Promise<void> {
  if (!cluster.controllable) throw new Error('This cluster is not ours to bring an image to.')
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-web-'))
  const root = join(folder.path, 'root')
  for (const one of ['bin', 'dev', 'proc', 'sys', 'etc', 'tmp']) await mkdir(join(root, one), { recursive: true })
  const found = await runProgram('sh', ['-c', 'command -v busybox'])
  const busybox = join(root, 'bin/busybox')
  await copyFile(found.trim(), busybox)
  const applets = (await runProgram(busybox, ['--list'])).split('\n').filter((one) => one !== '' && one !== 'busybox')
  for (const one of applets) await symlink('busybox', join(root, 'bin', one))
  for (const one of ['serve', 'answer']) await copyFile(join(programs, one), join(root, 'bin', one))
  for (const one of ['serve', 'answer', 'busybox']) await chmod(join(root, 'bin', one), 0o755)
  await writeFile(join(root, 'release'), image.release)
  await runProgram('bash', [recipe, 'image', `${image.repository}:${image.release}`, root, '["/bin/serve"]'], {
    env: { CATALYST_CLUSTER_DIR: dirname(cluster.kubeconfig), CATALYST_CLUSTER_PORT: '' },
  })
}
