import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdtempDisposable, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseDocument } from 'yaml'
import type { Artefact } from './Artefact.ts'

const root = join(import.meta.dirname, '../../..')

/** The least that the chart asks for; see docs/deploy.md. */
const leastValues = [
  'config.publicUrl=https://catalyst.example.com',
  'config.identity=token',
  'secrets.tokens.existingSecret=tokens',
  'operator.config.urlTemplate=https://{namespace}.preview.example.com',
].flatMap((value) => ['--set', value])

interface PackChartOptions {
  readonly into: string
  readonly version: string
  /** The image that this chart runs unless told otherwise: `<repository>@sha256:…`. Default: what its values say. */
  readonly image?: string | undefined
}

/** Packs the chart into a folder, with the one image that belongs to it, and reads it as Helm will. */
export async function packChart(options: PackChartOptions): Promise<Artefact & { readonly file: string }> {
  const { into, version, image } = options
  await using work = await mkdtempDisposable(join(tmpdir(), 'catalyst-chart-'))
  const chart = join(work.path, 'catalyst')
  await cp(join(root, 'deploy/chart/catalyst'), chart, { recursive: true })
  if (image !== undefined) await nameImage(join(chart, 'values.yaml'), image)
  await helm(['lint', '--strict', chart, ...leastValues])
  await helm(['package', chart, '--destination', into])
  const file = `catalyst-${version}.tgz`
  const path = join(into, file)
  const rendered = await helm(['template', 'catalyst', path, ...leastValues])
  const wanted = image ?? `catalyst/server:${version}`
  const images = new Set([...rendered.matchAll(/^\s*image: ["']?([^"'\s]+)["']?$/gm)].map(([, name]) => name))
  const faults = [...images].filter((name) => name !== wanted).map((name) => `It runs ${name} and not ${wanted}.`)
  if (images.size === 0) faults.push('It runs no image.')
  const digest = `sha256:${createHash('sha256')
    .update(await readFile(path))
    .digest('hex')}`
  return { name: 'chart catalyst', version, size: (await stat(path)).size, digest, faults, file }
}

async function nameImage(file: string, image: string): Promise<void> {
  const [, repository, digest] = /^([^@\s]+)@(sha256:[0-9a-f]{64})$/.exec(image) ?? []
  if (repository === undefined) throw new Error(`An image is named by its digest, <repository>@sha256:…, not ${image}.`)
  const values = parseDocument(await readFile(file, 'utf8'))
  values.setIn(['image', 'repository'], repository)
  values.setIn(['image', 'digest'], digest)
  await writeFile(file, values.toString({ lineWidth: 0 }))
}

async function helm(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', [join(root, 'scripts/helm.sh'), ...args], { maxBuffer: 2 ** 26 })
  return stdout
}
