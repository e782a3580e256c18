import type { Environment } from '@catalyst/api'
import { generateNamespace } from '@catalyst/api/names'
import type { ApiOperations, ObjectRef } from '../../cluster/api/ApiOperations.ts'
import type { Clock } from '../../cluster/clock/Clock.ts'
import type { ObjectInput } from '../../cluster/objects/KubernetesObject.ts'
import type { Random } from '../createRandom.ts'
import type { Commit } from '../world/Commit.ts'
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

/** What a push is to. */
interface Target extends ObjectRef {
  /** The source of the environment, and where its repository is. */
  source: string
  url: string
}

const environments = 'environments.catalyst.catalyst.dev'
const webhook = { fieldManager: 'webhook' }
const storefront = generateNamespace('acme', 'storefront')
const billing = { namespace: generateNamespace('acme', 'billing'), source: 'app', url: urls.billing }
const shop = (name: string): Target => ({ namespace: storefront, name, source: 'web', url: urls.web })

/** Work that takes long, and begins anew when it is done, so that there is always somebody who builds and who deploys. */
const longWork: readonly (Target & { commit: Partial<Commit> })[] = [
  { ...billing, name: 'pr-71', commit: { message: 'Build wheels for Python 3.14', buildSeconds: 840 } },
  { ...billing, name: 'staging', commit: { message: 'Split amounts by currency', migrationSeconds: 900 } },
]

/**
 * People at work: every half minute somebody pushes a commit, opens a pull request or closes one, and the environments
 * follow as they would on a webhook. The named environments of the demo stay what they are.
 */
export function startActivity({ api, clock, host, random, onError }: ActivityOptions): Disposable {
  const closed = new AbortController()
  const opened: string[] = []
  let number = 140

  const read = (ref: ObjectRef) => api.get(environments, ref) as Environment | undefined

  async function push({ namespace, name, source, url }: Target, commit?: Partial<Commit>): Promise<void> {
    const { spec, metadata } = read({ namespace, name }) ?? {}
    if (spec?.sources === undefined || metadata?.deletionTimestamp !== undefined) return
    const { branch = 'main' } = spec.sources.find((one) => one.name === source) ?? {}
    const { sha } = host.repository(url).push(branch, commit)
    const sources = spec.sources.map((one) => (one.name === source ? { ...one, commitSha: sha } : one))
    await api.patch(environments, { namespace, name }, { spec: { sources } }, webhook)
  }

  async function open(): Promise<void> {
    number += 1
    const name = `pr-${number}`
    const branch = random.pick(newBranches)
    const plan = { team: 'acme', project: 'storefront', name, branch, hours: 0, pullRequest: number }
    await api.create(environments, environmentOf(plan, host) as ObjectInput, webhook)
    opened.push(name)
  }

  async function close(): Promise<void> {
    // One stays, so that what was opened can be looked at for a while.
    const name = opened.length > 1 ? opened.shift() : undefined
    if (name === undefined || read({ namespace: storefront, name }) === undefined) return
    await api.delete(environments, { namespace: storefront, name })
  }

  async function beginAnew(): Promise<void> {
    for (const { commit, ...target } of longWork) {
      if (read(target)?.status?.phase === 'Ready') await push(target, commit)
    }
  }

  const turns = [() => push(shop('pr-131')), open, close, () => push(shop(opened.at(-1) ?? 'pr-131'))]
  async function run(): Promise<void> {
    for (let turn = 0; ; turn++) {
      await clock.sleep(random.between(24_000, 34_000), { signal: closed.signal })
      await beginAnew().catch(onError)
      await turns[turn % turns.length]?.().catch(onError)
    }
  }
  run().catch((error: unknown) => {
    if (!closed.signal.aborted) onError(error)
  })
  return { [Symbol.dispose]: () => closed.abort() }
}
