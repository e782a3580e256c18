import { execFile } from 'node:child_process'
import { mkdtempDisposable, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Artefact } from './Artefact.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')

/** Makes the image for this computer's processor and forgets it again: a release builds its images where they are pushed. */
export async function buildImage(version: string): Promise<Artefact> {
  await using work = await mkdtempDisposable(join(tmpdir(), 'catalyst-release-image-'))
  const file = join(work.path, 'image.tar')
  const pack = ['scripts/image/main.ts', 'pack', file, `docker.io/catalyst/server:${version}`]
  await run(process.execPath, ['--conditions=@catalyst/source', ...pack], { cwd: root, maxBuffer: 2 ** 26 })
  const { stdout } = await run('tar', ['-xOf', file, './index.json'])
  const { manifests } = JSON.parse(stdout) as { manifests: readonly { digest: string }[] }
  const [manifest, ...others] = manifests
  const faults = manifest === undefined || others.length > 0 ? [`It has ${manifests.length} manifests, not one.`] : []
  const name = `image for ${process.arch}`
  return { name, version, size: (await stat(file)).size, digest: manifest?.digest ?? '', faults }
}
