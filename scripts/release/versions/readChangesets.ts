import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Names of the changesets that wait for the next version. */
export async function readChangesets(root: string): Promise<readonly string[]> {
  const names = await readdir(join(root, '.changeset'))
  return names.filter((name) => name.endsWith('.md') && name !== 'README.md').sort()
}
