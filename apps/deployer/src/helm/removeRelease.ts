import type { RemovalTask } from '../Deployment.ts'
import { openHelm } from './openHelm.ts'
import { readRelease } from './readRelease.ts'
import { timeoutArgs } from './timeoutArgs.ts'
import { toHelmError } from './toHelmError.ts'

/** Uninstalls the release of an environment, with its hooks as far as they go well: what they clean up outside is worth a try, and no more. */
export async function removeRelease(task: RemovalTask, program: string): Promise<string> {
  const { order, log } = task
  const helm = await openHelm(task, program)
  if ((await readRelease(helm)) === undefined) return 'There is no release.'
  const uninstall = ['uninstall', helm.release, '--ignore-not-found', ...timeoutArgs(order.timeoutSeconds / 2)]
  log(`Uninstalling release ${helm.release}.`)
  const { code, stderr } = await helm.run(uninstall)
  if (code === 0) return 'The release is uninstalled.'
  log(`${toHelmError(stderr, task).message} Once more, without hooks.`)
  await helm.ask([...uninstall, '--no-hooks'])
  return 'The release is uninstalled, without its hooks: they failed.'
}
