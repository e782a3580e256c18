import { execFile } from 'node:child_process'
import { mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Artefact } from './artefacts/Artefact.ts'
import { buildImage } from './artefacts/buildImage.ts'
import { formatArtefacts } from './artefacts/formatArtefacts.ts'
import { packChart } from './artefacts/packChart.ts'
import { packPackage } from './artefacts/packPackage.ts'
import { readChartVersions } from './versions/chartVersions.ts'
import { publishedPackages } from './versions/publishedPackages.ts'
import { readChangesets } from './versions/readChangesets.ts'
import { rehearseNextVersion } from './versions/rehearseNextVersion.ts'
import { releaseNotes } from './versions/releaseNotes.ts'
import { versionFaults } from './versions/versionFaults.ts'

const root = join(import.meta.dirname, '../..')

/**
 * Does all of a release but telling others: versions, packages, chart and image. Prints what they would get, and gives what
 * is wrong, in words. What was packed stays in the folder `output`, if one is named, for `publish`.
 */
export async function dryRun({ output }: { readonly output?: string | undefined }): Promise<readonly string[]> {
  await using work = await mkdtempDisposable(join(tmpdir(), 'catalyst-release-'))
  const into = resolve(output ?? work.path)
  await mkdir(into, { recursive: true })
  const before = await changedFiles()

  const packages = await publishedPackages(root)
  const version = packages[0]?.version ?? ''
  const changesets = await readChangesets(root)
  const faults = [...versionFaults({ packages, chart: await readChartVersions(root), changesets })]
  if (changesets.length > 0) {
    const next = await rehearseNextVersion(root)
    console.log(`${changesets.length} changesets make ${version} the version ${next.version}.`)
    faults.push(...next.faults)
  } else console.log(`No changeset waits: this is ${version}.`)

  const tarballs = []
  for (const one of packages) tarballs.push(await packPackage(one, { into }))
  const chart = await packChart({ into, version })
  const artefacts: readonly Artefact[] = [...tarballs, chart, await buildImage(version)]
  console.log(formatArtefacts(artefacts))
  for (const { name, faults: own } of artefacts) faults.push(...own.map((fault) => `${name}: ${fault}`))

  const order = tarballs.map(({ name, file }) => ({ name, version, file }))
  await writeFile(join(into, 'release.json'), JSON.stringify({ version, packages: order }, undefined, 2))
  const changelogs = packages.map(({ folder }) => readFile(join(root, folder, 'CHANGELOG.md'), 'utf8').catch(() => ''))
  await writeFile(join(into, 'notes.md'), releaseNotes(version, await Promise.all(changelogs)))

  const touched = (await changedFiles()).filter((line) => !before.includes(line))
  faults.push(...touched.map((line) => `The release changed a file of the repository: ${line.trim()}`))
  return faults
}

/** As `git status` says it, in a clone; elsewhere there is nothing to compare with. */
async function changedFiles(): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('git', ['status', '--porcelain'], { cwd: root })
  return stdout.split('\n').filter((line) => line !== '')
}
