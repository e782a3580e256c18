import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { writeChartVersions } from './chartVersions.ts'
import { publishedPackages } from './publishedPackages.ts'

/** Turns the changesets that wait into changelogs and a version, which the chart gets too. */
export async function takeNextVersion(root: string): Promise<string> {
  await promisify(execFile)('changeset', ['version'], { cwd: root })
  const version = (await publishedPackages(root))[0]?.version
  if (version === undefined) throw new Error('There is no package to be published.')
  await writeChartVersions(root, version)
  return version
}
