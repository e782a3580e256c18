import type { Cluster } from '../cluster/Cluster.ts'
import type { Image } from '../cluster/machine/Image.ts'
import { createClock } from '../cluster/clock/createClock.ts'
import { startCluster } from '../cluster/startCluster.ts'
import { createDemoClock } from './createDemoClock.ts'
import { createPassage } from './createPassage.ts'
import { forgetEvents } from './forgetEvents.ts'
import { createImages } from './images/createImages.ts'
import { playHistory } from './playHistory.ts'
import { readDefinitions } from './readDefinitions.ts'
import { seedProjects } from './seedProjects.ts'

export interface DemoOptions {
  /** What containers can be made from beside the teams' own images. */
  images?: readonly Image[] | undefined
  /**
   * Starts what makes running things of environments, by the cluster's clock: time leaps while the demo is made.
   *
   * @default nobody: the environments are there, and nothing becomes of them
   */
  operate?: ((cluster: Cluster) => AsyncDisposable | Promise<AsyncDisposable>) | undefined
}

/** A cluster in which two teams work. */
export interface Demo extends AsyncDisposable {
  readonly cluster: Cluster
}

const day = 24 * 3_600_000

/**
 * Starts an embedded cluster with Catalyst's kinds, two teams, three projects and a dozen environments, of which the first is
 * three months old. When it resolves it is now there, and time runs.
 */
export async function startDemo({ images = [], operate }: DemoOptions = {}): Promise<Demo> {
  const present = Date.now()
  const clock = createDemoClock(createClock({ now: present - 120 * day, stopped: true }))
  await using parts = new AsyncDisposableStack()
  const cluster = parts.use(
    await startCluster({ clock, images: [...createImages(), ...images], fixtures: await readDefinitions() }),
  )
  const { api } = cluster
  await seedProjects(api)
  if (operate === undefined) {
    await playHistory(api, { clock, passage: undefined, present })
  } else {
    parts.use(await operate(cluster))
    using passage = createPassage(api, clock)
    await playHistory(api, { clock, passage, present })
    // A few minutes with all of it: for logs, usage and restarts.
    await passage.pass(present - clock.now())
    await forgetEvents(api, present)
  }
  clock.leapTo(Date.now())
  clock.start()
  const owned = parts.move()
  return { cluster, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
