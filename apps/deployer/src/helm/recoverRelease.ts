import { z } from 'zod'
import { DeployError } from '../DeployError.ts'
import type { RemovalTask } from '../Deployment.ts'
import type { Helm } from './openHelm.ts'
import { readRelease, type Release } from './readRelease.ts'
import { timeoutArgs } from './timeoutArgs.ts'
import { toHelmError } from './toHelmError.ts'

export interface RecoverOptions {
  task: RemovalTask
  /** How long it may take, in seconds. */
  seconds: number
}

const historySchema = z.array(z.object({ revision: z.int(), status: z.string() }))

/**
 * Brings a release out of a state in which Helm would not do the right thing. What a run that was killed left goes back to what was deployed
 * last: Helm would refuse it. Where nothing ever was deployed it goes away, also after a failure: Helm would take the next revision for an
 * upgrade, and run no hooks of an installation. No hooks run here, since what was interrupted is done anew right after.
 *
 * @returns the newest revision, or nothing where there is none.
 * @throws DeployError `ReleaseStuck`.
 * @see https://github.com/helm/helm/issues/8987
 */
export async function recoverRelease(helm: Helm, { task, seconds }: RecoverOptions): Promise<Release | undefined> {
  const release = await readRelease(helm)
  if (release === undefined || !(isStuck(release) || release.info.status === 'failed')) return release
  const { version, info } = release
  const history = historySchema.parse(JSON.parse(await helm.ask(['history', helm.release, '--output', 'json'])))
  const good = info.status === 'uninstalling' ? undefined : lastGood(history)
  if (good === undefined) {
    task.log(`Revision ${version} was left ${info.status}, and none before it was deployed: uninstalling it.`)
    const gone = ['--ignore-not-found', '--wait', ...timeoutArgs(seconds)]
    const { code, stderr } = await helm.run(['uninstall', helm.release, '--no-hooks', ...gone])
    if (code !== 0) throw stuck(release, toHelmError(stderr, task))
    return undefined
  }
  if (!isStuck(release)) return release
  task.log(`Revision ${version} was left ${info.status}: rolling back to revision ${good}.`)
  const { stderr } = await helm.run(['rollback', helm.release, String(good), '--no-hooks', ...timeoutArgs(seconds)])
  const after = await readRelease(helm)
  // Helm marks a rollback that it can't finish as failed, and that is no obstacle for the next revision.
  if (after !== undefined && isStuck(after)) throw stuck(after, toHelmError(stderr, task))
  return after
}

function isStuck({ info: { status } }: Release): boolean {
  return status.startsWith('pending-') || status === 'uninstalling' || status === 'unknown'
}

/** What is marked as deployed, or, where a run was killed between its last two notes, what it had just replaced. */
function lastGood(history: z.output<typeof historySchema>): number | undefined {
  const newest = (status: string) => history.filter((entry) => entry.status === status).map(({ revision }) => revision)
  const revisions = newest('deployed').length > 0 ? newest('deployed') : newest('superseded')
  return revisions.length === 0 ? undefined : Math.max(...revisions)
}

function stuck({ version, info }: Release, cause: DeployError): DeployError {
  return new DeployError(
    `Revision ${version} of the release was left ${info.status}, and could not be brought back. ` +
      `Delete the environment and create it anew, or repair the release with "helm rollback". ${cause.message}`,
    { reason: 'ReleaseStuck', cause },
  )
}
