import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DeployError } from '../DeployError.ts'
import type { RemovalTask } from '../Deployment.ts'
import { checkout } from './checkout.ts'
import { findPath } from './findPath.ts'
import { writeFiles } from './writeFiles.ts'

export interface ProvidedFiles {
  /** Root of what is there. */
  folder: string
  /** What the order is about in it. */
  path: string
  /** Where they are from a repository. */
  commitSha?: string | undefined
}

/** Brings the files of the order into a folder of their own, from Git or from the order itself. */
export async function provideFiles(
  task: RemovalTask,
  { credentialsFolder }: { credentialsFolder?: string | undefined } = {},
): Promise<ProvidedFiles> {
  const { order, scratch, signal, log } = task
  const folder = join(scratch, 'files')
  await mkdir(folder)
  if (order.files !== undefined) {
    await writeFiles(folder, order.files)
    return { folder, path: await findPath(folder, order.path) }
  }
  if (order.source === undefined) {
    throw new DeployError('The order has neither files nor a repository that they are in.', { reason: 'OrderInvalid' })
  }
  const { source, path } = order
  const commitSha = await checkout(source, { folder, path, scratch, signal, log, credentialsFolder })
  return { folder, path: await findPath(folder, path), commitSha }
}
