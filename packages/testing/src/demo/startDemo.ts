import type { Cluster } from '../cluster/Cluster.ts'
import type { ClusterClock } from '../cluster/clock/Clock.ts'
import { createClock } from '../cluster/clock/createClock.ts'
import { startCluster } from '../cluster/startCluster.ts'
import { startActivity } from './activity/startActivity.ts'
import { ageStatuses } from './ageStatuses.ts'
import { createDemoClock } from './createDemoClock.ts'
import { createRandom } from './createRandom.ts'
import { createImages } from './images/createImages.ts'
import { startIngress } from './ingress/startIngress.ts'
import { startOperator } from './operator/startOperator.ts'
import { readDefinitions } from './readDefinitions.ts'
import { seedWorld } from './seedWorld.ts'
import { createGitHost } from './world/createGitHost.ts'

export interface DemoOptions {
  /** @default one that runs with the computer's, from a few minutes ago */
  clock?: ClusterClock | undefined
  /** Two demos with the same seed and clock are the same. @default 'catalyst' */
  seed?: string | undefined
  /** Whether people push commits and open pull requests while one looks. @default true */
  activity?: boolean | undefined
  /** What has happened before one looks, in milliseconds. @default 180_000 */
  past?: number | undefined
  /** Where environments answer, at `http://<namespace>.localhost`, if it is free. @default any port */
  ingressPort?: number | undefined
  /** Told what the demo could not do. @default nobody */
  onError?: ((error: unknown) => void) | undefined
}

/** A cluster in which two teams work. */
export interface Demo extends AsyncDisposable {
  readonly cluster: Cluster
}

/**
 * Starts an embedded cluster with Catalyst's kinds, two teams, three projects and a dozen environments over every phase, and
 * lets some minutes pass in it before it resolves.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { seed = 'catalyst', activity = true, past = 180_000, ingressPort = 0, onError = () => undefined } = options
  const startedAt = Date.now()
  const ownClock = options.clock === undefined ? createClock({ now: startedAt - past, stopped: true }) : undefined
  const clock = createDemoClock(options.clock ?? ownClock ?? createClock())
  const host = createGitHost(seed)
  const images = createImages(host)

  await using parts = new AsyncDisposableStack()
  const cluster = parts.use(await startCluster({ clock, images, fixtures: await readDefinitions() }))
  const { api } = cluster
  await seedWorld(api, { clock, host })
  const sources = {
    resolve: (url: string, revision: { branch?: string | undefined; commitSha?: string | undefined }) => {
      const { detected, port } = host.repository(url)
      return { commitSha: host.resolve(url, revision).sha, detected, port }
    },
  }
  const ingress = parts.use(await startIngress(api, { images, port: ingressPort }))
  parts.use(startOperator({ api, clock, sources, urlOf: (namespace) => ingress.urlOf(namespace), onError }))
  if (ownClock !== undefined) {
    await ownClock.advance(past)
    await ageStatuses(api, startedAt - past)
    // What that took has passed on the computer's clock too.
    await ownClock.advance(Date.now() - startedAt)
    ownClock.start()
  }
  if (activity) parts.use(startActivity({ api, clock, host, random: createRandom(`${seed}/activity`), onError }))
  const owned = parts.move()
  return { cluster, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
