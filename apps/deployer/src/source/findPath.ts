import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { DeployError } from '../DeployError.ts'

/**
 * What a path names in a folder, absolute and without links.
 * @param path relative to the folder. @default the folder itself
 * @throws DeployError `PathNotFound`, also for what is outside of the folder.
 */
export async function findPath(folder: string, path = '.'): Promise<string> {
  const root = await realpath(folder)
  const found = await realpath(join(root, path)).catch(() => undefined)
  if (found === root || found?.startsWith(root + sep)) return found
  throw new DeployError(`There is no "${path}". Correct "path" of the template, or add it at this commit.`, {
    reason: 'PathNotFound',
  })
}
