import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { Manifest, PublishedPackage } from '../versions/publishedPackages.ts'
import type { Artefact } from './Artefact.ts'
import { tarballFaults } from './tarballFaults.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
const pnpmfile = join(import.meta.dirname, '../pnpmfile.cjs')
/** Nobody answers there: a rehearsal asks no registry anything, and none is told. */
const nowhere = ['--registry', 'http://127.0.0.1:9', '--fetch-retries', '0']

/** Builds a package, looks at it as its users will, packs it into a folder, and has npm rehearse its publication. */
export async function packPackage(
  one: PublishedPackage,
  { into }: { readonly into: string },
): Promise<Artefact & { readonly file: string }> {
  const node = [process.execPath, '--conditions=@catalyst/source']
  const shape = await problemOf([...node, 'scripts/build/checkPackage.ts', one.folder])
  const packing = ['pack', '--json', `--config.pnpmfile=${pnpmfile}`, '--pack-destination', into]
  const { stdout } = await run('pnpm', packing, { cwd: join(root, one.folder), maxBuffer: 2 ** 26 })
  const { filename: file } = JSON.parse(stdout) as { filename: string }
  const dryRun = ['publish', file, '--dry-run', '--provenance=false', '--access', 'public', ...nowhere]
  const publication = await problemOf(['npm', ...dryRun])
  const contents = tarballFaults(await readTarball(file), {
    name: one.name,
    version: one.version,
    namesRepository: process.env['GITHUB_REPOSITORY'] !== undefined,
  })
  const digest = `sha512-${createHash('sha512')
    .update(await readFile(file))
    .digest('base64')}`
  const faults = [...shape, ...contents, ...publication]
  return { name: one.name, version: one.version, size: (await stat(file)).size, digest, faults, file: basename(file) }
}

async function readTarball(file: string): Promise<{ files: string[]; manifest: Manifest }> {
  const [list, manifest] = await Promise.all([
    run('tar', ['-tzf', file], { maxBuffer: 2 ** 26 }),
    run('tar', ['-xzOf', file, 'package/package.json']),
  ])
  const files = list.stdout.split('\n').filter((path) => path !== '' && !path.endsWith('/'))
  return {
    files: files.map((path) => path.replace(/^package\//, '')),
    manifest: JSON.parse(manifest.stdout) as Manifest,
  }
}

/** What a command said if it failed. */
async function problemOf([program = '', ...args]: readonly string[]): Promise<readonly string[]> {
  try {
    await run(program, args, { cwd: root, maxBuffer: 2 ** 26 })
    return []
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return [`${program} ${args.join(' ')}\n${`${stdout}${stderr}`.trim() || String(error)}`]
  }
}
