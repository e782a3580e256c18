import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DeployError } from '../DeployError.ts'
import { isTreePath } from './treePath.ts'

/** Writes the files of an order into an empty folder. @throws DeployError `OrderInvalid` for a path that leads out of it. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const paths = Object.keys(files)
  const outside = paths.filter((path) => !isTreePath(path))
  if (outside.length > 0) {
    const names = outside.map((path) => JSON.stringify(path)).join(', ')
    throw new DeployError(`Files have to be named relative to their root, without "..": ${names}.`, {
      reason: 'OrderInvalid',
    })
  }
  const folders = new Set(paths.flatMap((path) => parentsOf(path)))
  const both = paths.find((path) => folders.has(path))
  if (both !== undefined) {
    throw new DeployError(`"${both}" is named as a file and as a folder of files. Rename one.`, {
      reason: 'OrderInvalid',
    })
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text, { flag: 'wx' })
  }
}

function parentsOf(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}
