import type { Environment, EnvironmentMetrics } from '@catalyst/api'

export interface UsageSum {
  /** Cores and bytes that all of them use. */
  cpu: number
  memory: number
  /** Environments that were measured. */
  measured: number
  /** Of those, the ones that use as much as their quota allows, or nearly. */
  nearQuota: number
}

/** From this share of its quota on, an environment is near it. */
const near = 0.9

/** What environments use together. Those of which nothing is known add nothing, and are not counted. */
export function sumUsage(
  environments: readonly Environment[],
  usageOf: (environment: Environment) => EnvironmentMetrics | undefined,
): UsageSum {
  const sum: UsageSum = { cpu: 0, memory: 0, measured: 0, nearQuota: 0 }
  for (const environment of environments) {
    const usage = usageOf(environment)
    if (usage === undefined || !usage.available) continue
    sum.cpu += usage.cpu.usage
    sum.memory += usage.memory.usage
    sum.measured++
    if ([usage.cpu, usage.memory].some(({ usage: used, quota }) => quota !== undefined && used >= quota * near))
      sum.nearQuota++
  }
  return sum
}
