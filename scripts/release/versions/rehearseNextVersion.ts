import { execFile } from 'node:child_process'
import { mkdtempDisposable, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readChartVersions } from './chartVersions.ts'
import { publishedPackages } from './publishedPackages.ts'
import { readChangesets } from './readChangesets.ts'
import { takeNextVersion } from './takeNextVersion.ts'
import { versionFaults } from './versionFaults.ts'

/** Takes the next version in a clone of what is committed, and says what would be wrong with it. */
export async function rehearseNextVersion(root: string): Promise<{ version: string; faults: readonly string[] }> {
  await using work = await mkdtempDisposable(join(tmpdir(), 'catalyst-version-'))
  const clone = join(work.path, 'clone')
  await promisify(execFile)('git', ['clone', '--quiet', '--shared', root, clone])
  await symlink(join(root, 'node_modules'), join(clone, 'node_modules'))
  const version = await takeNextVersion(clone)
  const packages = await publishedPackages(clone)
  const [chart, changesets] = [await readChartVersions(clone), await readChangesets(clone)]
  const left = changesets.map((name) => `.changeset/${name} is still there after its version was taken.`)
  return { version, faults: [...versionFaults({ packages, chart, changesets }), ...left] }
}
