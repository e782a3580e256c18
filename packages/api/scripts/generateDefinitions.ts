import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { stringify } from 'yaml'
import { customResources } from '../src/crds/customResources.ts'
import { toCustomResourceDefinition } from '../src/crds/toCustomResourceDefinition.ts'

const header = '# Generated from the schemas of @catalyst/api by "npm run generate"; edit those instead.\n'

/**
 * Brings the CustomResourceDefinitions in a folder up to date, one file per kind, or with `check` only looks.
 *
 * @returns the names of the files that were out of date.
 */
export async function generateDefinitions(folder: URL, options: { check: boolean }): Promise<string[]> {
  const stale: string[] = []
  for (const resource of customResources) {
    const file = `${resource.plural}.yaml`
    const path = new URL(file, folder)
    const text =
      header + stringify(toCustomResourceDefinition(resource), { lineWidth: 120, aliasDuplicateObjects: false })
    if ((await readIfThere(path)) === text) continue
    stale.push(file)
    if (options.check) continue
    await mkdir(folder, { recursive: true })
    await writeFile(path, text)
  }
  return stale
}

async function readIfThere(path: URL): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
