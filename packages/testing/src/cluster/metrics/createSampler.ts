import type { Clock } from '../clock/Clock.ts'
import type { ContainerRegistry } from '../containers/ContainerRegistry.ts'
import { hasEnded, type Pod } from '../nodes/Pod.ts'

export interface Sample {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly windowMs: number
  /** CPU in cores, memory in bytes. */
  readonly containers: readonly { name: string; cpu: number; memory: number }[]
}

/** metrics-server scrapes this often, and knows a pod once it has seen it twice. */
const periodMs = 15_000
const firstAfterMs = 10_000

/** Gives the usage of a pod, the same all through a period; undefined when it is too young or has a container that is down. */
export function createSampler(registry: ContainerRegistry, clock: Clock): (pod: Pod) => Sample | undefined {
  const samples = new Map<string, { period: number; sample: Sample }>()

  return function sample(pod) {
    const { uid } = pod.metadata
    if (hasEnded(pod)) {
      samples.delete(uid)
      return undefined
    }
    const now = clock.now()
    const period = Math.floor(now / periodMs)
    const last = samples.get(uid)
    if (last?.period === period) return last.sample
    const statuses = pod.status?.containerStatuses ?? []
    const containers = statuses.flatMap(({ name, state }) => {
      const running = registry.running(uid, name)
      const startedAt = Date.parse(state.running?.startedAt ?? '')
      if (running === undefined || !(now - startedAt >= firstAfterMs)) return []
      return [{ name, ...running.machine.usage() }]
    })
    if (containers.length === 0 || containers.length < statuses.length) return undefined
    const taken = { at: now, windowMs: periodMs, containers }
    samples.set(uid, { period, sample: taken })
    return taken
  }
}
