import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Fault } from '../checks/Fault.ts'
import { refuse } from '../checks/refuse.ts'
import { DeployError } from '../DeployError.ts'
import type { Manifest } from '../objects/ManifestObject.ts'
import { readManifest } from './readManifest.ts'

const maxMiB = 8
const maxObjects = 500

/**
 * The objects of a file, or of every `.yaml`, `.yml` and `.json` in a folder and the folders below it, in the order of their
 * paths. Files and folders whose name begins with a dot are passed over.
 * @param folder what paths are told relative to.
 * @throws DeployError `ManifestInvalid` with everything that can't be read.
 */
export async function readManifests(path: string, folder: string): Promise<Manifest[]> {
  const files = (await stat(path)).isDirectory() ? await filesBelow(path) : [path]
  const manifests: Manifest[] = []
  const faults: Fault[] = []
  let bytes = 0
  for (const file of files) {
    bytes += (await stat(file)).size
    if (bytes > maxMiB * 1024 * 1024) throw tooMuch(`${maxMiB} MiB`)
    const read = readManifest(await readFile(file, 'utf8'), relative(folder, file))
    manifests.push(...read.manifests)
    faults.push(...read.faults)
    if (manifests.length > maxObjects) throw tooMuch(`${maxObjects} objects`)
  }
  refuse(faults)
  if (manifests.length > 0) return manifests
  const where = relative(folder, path) || 'the root of the repository'
  throw new DeployError(
    `There is no manifest in ${where}. They are files that end in .yaml, .yml or .json; name their folder in "path" of the template.`,
    { reason: 'ManifestInvalid' },
  )
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true })
  const named = entries
    .filter((path) => /\.(ya?ml|json)$/.test(path) && !path.split('/').some((part) => part.startsWith('.')))
    .map((path) => join(folder, path))
    .sort()
  const files: string[] = []
  for (const path of named) if ((await stat(path)).isFile()) files.push(path)
  return files
}

function tooMuch(limit: string): DeployError {
  return new DeployError(`The manifests are more than ${limit}. Split them, or name a smaller folder in "path".`, {
    reason: 'ManifestInvalid',
  })
}
