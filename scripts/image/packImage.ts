import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtempDisposable, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { readContainerfile } from './readContainerfile.ts'
import { stageImage } from './stageImage.ts'

const run = promisify(execFile)
const containerfile = join(import.meta.dirname, '../../deploy/container/Containerfile')
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

/**
 * Makes the image that the Containerfile describes as an OCI archive, which `docker load`, `podman load` and
 * `ctr images import` take. The same sources give the same bytes.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export async function packImage(file: string, { name }: { readonly name: string }): Promise<void> {
  await using work = await mkdtempDisposable(join(tmpdir(), 'catalyst-image-'))
  const root = join(work.path, 'root')
  await stageImage(root)
  const layout = join(work.path, 'layout')
  const blobs = join(layout, 'blobs/sha256')
  await mkdir(blobs, { recursive: true })

  async function keep(path: string): Promise<Blob> {
    const digest = await sha256Of(path)
    await rename(path, join(blobs, digest))
    return { digest: `sha256:${digest}`, size: (await stat(join(blobs, digest))).size }
  }
  async function keepJson(value: object): Promise<Blob> {
    const path = join(work.path, 'json')
    await writeFile(path, JSON.stringify(value))
    return keep(path)
  }

  const layerFile = join(work.path, 'layer.tar')
  await tar(layerFile, root)
  const layer = await keep(layerFile)
  const config = await keepJson({
    architecture: architectures[process.arch] ?? process.arch,
    os: 'linux',
    config: readContainerfile(await readFile(containerfile, 'utf8')),
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  })
  const manifest = await keepJson({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer }],
  })
  const annotations = {
    'io.containerd.image.name': name,
    'org.opencontainers.image.ref.name': name.slice(name.lastIndexOf(':') + 1),
  }
  const manifests = [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', ...manifest, annotations }]
  await writeFile(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }))
  await writeFile(join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
  await tar(resolve(file), layout)
}

interface Blob {
  readonly digest: string
  readonly size: number
}

async function tar(file: string, folder: string): Promise<void> {
  const alike = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=pax']
  await run('tar', [...alike, '--pax-option=delete=atime,delete=ctime', '-C', folder, '-cf', file, '.'])
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
