import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiOperations } from '../cluster/api/ApiOperations.ts'
import type { ClusterClock } from '../cluster/clock/Clock.ts'

/** Lets time pass on a clock that stands still, for those who work on the cluster from outside and by the computer's clock. */
export interface Passage extends Disposable {
  /** Until something holds. @throws Error when it does not in time */
  until(holds: () => boolean): Promise<void>
  /** So many milliseconds. */
  pass(ms: number): Promise<void>
}

const watched = ['environments.catalyst.catalyst.dev', 'namespaces', 'deployments.apps', 'pods'] as const

/** While something happens, in milliseconds; and how far a step goes at most while nothing does. */
const steps = { short: 200, long: 10_000 }
/** What everybody outside gets of the computer's time after a step. */
const breathMs = 5
/** Of the computer's time. */
const patienceMs = 60_000

export function createPassage(api: ApiOperations, clock: ClusterClock): Passage {
  let changes = 0
  const watches = new DisposableStack()
  for (const resource of watched) watches.use(api.watch(resource, () => changes++))

  /** Time goes slowly as long as things happen: what others do about them shall not seem to take minutes. */
  async function run(isOver: (passed: number) => boolean, longest: (passed: number) => number): Promise<void> {
    const endsAt = performance.now() + patienceMs
    let step: number = steps.short
    for (let passed = 0; !isOver(passed);) {
      if (performance.now() > endsAt) throw new Error('What the demonstration waits for did not come within a minute.')
      const before = changes
      const ms = Math.min(step, longest(passed))
      await clock.advance(ms)
      await sleep(breathMs)
      passed += ms
      step = changes === before ? Math.min(step * 2, steps.long) : steps.short
    }
  }

  return {
    until: (holds) => run(holds, () => steps.long),
    pass: (ms) =>
      run(
        (passed) => passed >= ms,
        (passed) => ms - passed,
      ),
    [Symbol.dispose]: () => watches[Symbol.dispose](),
  }
}
