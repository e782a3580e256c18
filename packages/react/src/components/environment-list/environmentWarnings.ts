import type { Environment, EnvironmentMetrics } from '@catalyst/api'
import { phaseOf } from '@catalyst/api/phases'
import { boundedUsage, usageLevel } from '../metrics-badge/usageLevel.ts'

/** Something of an environment that somebody should look at. */
export type EnvironmentWarning =
  | { kind: 'quota'; resource: 'cpu' | 'memory'; level: 'high' | 'over' }
  /** What the operator says of one that is not well. */
  | { kind: 'trouble'; message: string }

/** The worst first. */
export function environmentWarnings(
  environment: Environment,
  metrics: EnvironmentMetrics | undefined,
): readonly EnvironmentWarning[] {
  return [...troubleOf(environment), ...quotaWarnings(metrics)].sort((a, b) => weightOf(b) - weightOf(a))
}

/** How urgent all warnings of an environment are together; 0 for none. */
export function urgency(environment: Environment, metrics: EnvironmentMetrics | undefined): number {
  return environmentWarnings(environment, metrics).reduce((sum, warning) => sum + weightOf(warning), 0)
}

/** No sum of smaller ones reaches a greater one. */
function weightOf(warning: EnvironmentWarning): number {
  if (warning.kind === 'trouble') return 9
  return warning.level === 'over' ? 3 : 1
}

function quotaWarnings(metrics: EnvironmentMetrics | undefined): EnvironmentWarning[] {
  if (metrics === undefined || !metrics.available) return []
  const usage = boundedUsage(metrics)
  return (['cpu', 'memory'] as const).flatMap((resource) => {
    const level = usageLevel(usage[resource])
    return level === 'normal' ? [] : [{ kind: 'quota', resource, level } as const]
  })
}

function troubleOf(environment: Environment): EnvironmentWarning[] {
  const phase = phaseOf(environment)
  const { message } = environment.status ?? {}
  return (phase === 'Failed' || phase === 'Degraded') && message ? [{ kind: 'trouble', message }] : []
}
