import type { Environment } from '@catalyst/api'
import { generateNamespace } from '@catalyst/api/names'
import type { ApiOperations } from '../../cluster/api/ApiOperations.ts'
import type { Clock } from '../../cluster/clock/Clock.ts'
import type { ObjectInput } from '../../cluster/objects/KubernetesObject.ts'
import type { Random } from '../createRandom.ts'
import type { GitHost } from '../world/createGitHost.ts'
import { environmentOf } from '../world/environments.ts'
import { urls } from '../world/knownRepositories.ts'
import { newBranches } from './newBranches.ts'

export interface ActivityOptions {
  api: ApiOperations
  clock: Clock
  host: GitHost
  random: Random
  onError: (error: unknown) => void
}

const environments = 'environments.catalyst.catalyst.dev'
const home = generateNamespace('acme', 'storefront')

/**
 * People at work: every half minute somebody pushes a commit, opens a pull request or closes one, and the environments
 * follow as they would on a webhook. The named environments of the demo stay what they are.
 */
export function startActivity({ api, clock, host, random, onError }: ActivityOptions): Disposable {
  const closed = new AbortController()
  const opened: string[] = []
  let number = 140

  const push = async (name: string) => {
    const environment = api.get(environments, { namespace: home, name }) as Environment | undefined
    if (environment === undefined || environment.metadata.deletionTimestamp !== undefined) return
    const branch = environment.spec.sources?.[0]?.branch ?? 'main'
    const commit = host.repository(urls.web).push(branch)
    const sources = environment.spec.sources?.map((source) =>
      source.name === 'web' ? { ...source, commitSha: commit.sha } : source,
    )
    await api.patch(environments, { namespace: home, name }, { spec: { sources } }, { fieldManager: 'webhook' })
  }
  const open = async () => {
    number += 1
    const plan = {
      team: 'acme',
      project: 'storefront',
      name: `pr-${number}`,
      branch: random.pick(newBranches),
      hours: 0,
      pullRequest: number,
    }
    await api.create(environments, environmentOf(plan, host) as ObjectInput, { fieldManager: 'webhook' })
    opened.push(plan.name)
  }
  const close = async () => {
    // One stays, so that what was opened can be looked at for a while.
    const name = opened.length > 1 ? opened.shift() : undefined
    if (name !== undefined && api.get(environments, { namespace: home, name }) !== undefined) {
      await api.delete(environments, { namespace: home, name })
    }
  }

  const turns = [() => push('pr-131'), open, close, () => push(opened.at(-1) ?? 'pr-131')]
  const run = async () => {
    for (let turn = 0; ; turn++) {
      await clock.sleep(random.between(24_000, 34_000), { signal: closed.signal })
      await turns[turn % turns.length]?.().catch(onError)
    }
  }
  run().catch((error: unknown) => {
    if (!closed.signal.aborted) onError(error)
  })
  return { [Symbol.dispose]: () => closed.abort() }
}
