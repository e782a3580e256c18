import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

const skipped = new Set(['node_modules', 'dist'])
const besideTheCode = /\.(test|test-d|stories)\.tsx?$/

/**
 * A hash over the names and contents of files and of folders with all below, tests, stories and build output aside.
 * Paths are relative to the root.
 */
export async function hashFiles(root: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of await filesBelow(root, path)) hash.update(`${file}\0`).update(await readFile(join(root, file)))
  }
  return hash.digest('hex')
}

async function filesBelow(root: string, path: string): Promise<string[]> {
  if ((await stat(join(root, path))).isFile()) return [path]
  const entries = await readdir(join(root, path), { withFileTypes: true })
  const found: string[] = []
  for (const { name } of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skipped.has(name) || besideTheCode.test(name)) continue
    found.push(...(await filesBelow(root, `${path}/${name}`)))
  }
  return found
}
