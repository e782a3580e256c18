import type { EnvironmentMetrics, PodMetrics } from '@catalyst/api'

/** Usage of one resource against what bounds it. */
export interface BoundedUsage {
  usage: number
  /** Limit of the containers, or quota of the environment. */
  bound?: number | undefined
  /** What the bound is. */
  boundBy: 'limit' | 'quota'
  /** What the containers have asked for, together. */
  request?: number | undefined
  /** Limits of the containers together, where they are not the bound; absent where one of them has none. */
  limit?: number | undefined
}

/** Share of a bound from which on usage is worth a warning. */
const highShare = 0.9

export type UsageLevel = 'normal' | 'high' | 'over'

/** `over` from the bound on, `high` from nine tenths of it on; `normal` where nothing bounds it. */
export function usageLevel({ usage, bound }: BoundedUsage): UsageLevel {
  if (bound === undefined || bound <= 0) return 'normal'
  if (usage >= bound) return 'over'
  // What is shown as 90 % is 90 %, whatever is left of it in binary fractions.
  return usage / bound >= highShare - 1e-9 ? 'high' : 'normal'
}

export type AvailableMetrics = PodMetrics | Extract<EnvironmentMetrics, { available: true }>

/** cpu and memory of a pod against their limits, or of an environment against its quota. */
export function boundedUsage(metrics: AvailableMetrics): { cpu: BoundedUsage; memory: BoundedUsage } {
  if ('pods' in metrics) {
    const of = (resource: 'cpu' | 'memory'): BoundedUsage => ({
      usage: metrics[resource].usage,
      bound: metrics[resource].quota,
      boundBy: 'quota',
      request: sumOf(metrics.pods.map((pod) => pod[resource].request)),
      limit: metrics.pods.every((pod) => pod[resource].limit !== undefined)
        ? sumOf(metrics.pods.map((pod) => pod[resource].limit))
        : undefined,
    })
    return { cpu: of('cpu'), memory: of('memory') }
  }
  const { cpu, memory } = metrics
  return {
    cpu: { usage: cpu.usage, bound: cpu.limit, boundBy: 'limit', request: cpu.request },
    memory: { usage: memory.usage, bound: memory.limit, boundBy: 'limit', request: memory.request },
  }
}

/** Of what is known; `undefined` where nothing is. */
function sumOf(amounts: readonly (number | undefined)[]): number | undefined {
  const known = amounts.filter((amount) => amount !== undefined)
  return known.length === 0 ? undefined : known.reduce((sum, amount) => sum + amount, 0)
}

/** The worse of two levels. */
export function worseLevel(left: UsageLevel, right: UsageLevel): UsageLevel {
  const order: readonly UsageLevel[] = ['normal', 'high', 'over']
  return order.indexOf(left) >= order.indexOf(right) ? left : right
}
