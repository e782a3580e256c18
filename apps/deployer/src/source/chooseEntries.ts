import { posix } from 'node:path'
import { DeployError } from '../DeployError.ts'
import type { TreeEntry } from '../git/listTree.ts'
import { isTreePath } from './treePath.ts'

const maxFiles = 20_000
const maxMiB = 100

/**
 * What of a commit is written: everything, since a chart may refer to another beside it; where that is too much, what is
 * below the path that is asked for. `left` says for people what is not written.
 * @throws DeployError `RepositoryTooLarge`.
 */
export function chooseEntries(
  tree: readonly TreeEntry[],
  path = '.',
): { entries: readonly TreeEntry[]; left: readonly string[] } {
  const usable = tree.filter((entry) => entry.kind !== 'submodule' && isTreePath(entry.path))
  if (fits(usable)) return { entries: usable, left: leftOf(tree) }
  const wanted = posix.normalize(path).replace(/\/$/, '')
  const below = usable.filter((entry) => entry.path === wanted || entry.path.startsWith(`${wanted}/`))
  if (wanted !== '.' && fits(below)) {
    return { entries: below, left: [`The repository is large: only what is below ${wanted} is there.`] }
  }
  throw new DeployError(
    `There are more than ${maxFiles} files or ${maxMiB} MiB ${wanted === '.' ? 'in the repository' : `below "${wanted}"`}. Name the folder with the manifests or the chart in "path" of the template.`,
    { reason: 'RepositoryTooLarge' },
  )
}

function fits(entries: readonly TreeEntry[]): boolean {
  if (entries.length > maxFiles) return false
  return entries.reduce((sum, { size }) => sum + size, 0) <= maxMiB * 1024 * 1024
}

function leftOf(tree: readonly TreeEntry[]): string[] {
  return tree.flatMap(({ kind, path }) => {
    if (kind === 'submodule') return [`${path} is left out: submodules are not fetched.`]
    return isTreePath(path) ? [] : [`${JSON.stringify(path)} is left out: that is no name for a file.`]
  })
}
