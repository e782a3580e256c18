import type {
  Environment,
  EnvironmentMetrics,
  MetricsUnavailableReason,
  PodMetrics,
  Problem,
  Project,
} from '@catalyst/api'
import { parseQuantity } from '@catalyst/api/quantities'

export type UsageOf = (environment: Environment) => EnvironmentMetrics | undefined

/**
 * Sums up the usage of every environment from one measurement of all pods, against the quota that its project gives each
 * environment. One topic serves a list of any length.
 */
export function usageOfEnvironments(pods: readonly PodMetrics[], projects: readonly Project[]): UsageOf {
  const byNamespace = new Map<string, PodMetrics[]>()
  for (const pod of pods) {
    const known = byNamespace.get(pod.metadata.namespace)
    if (known === undefined) byNamespace.set(pod.metadata.namespace, [pod])
    else known.push(pod)
  }
  return (environment) => {
    const namespace = environment.status?.namespace
    const own = namespace === undefined ? undefined : byNamespace.get(namespace)
    if (namespace === undefined || own === undefined) return notYetKnown
    const { cpu, memory } = quotaOf(environment, projects)
    return {
      available: true,
      namespace,
      timestamp: own[0]?.timestamp ?? '',
      cpu: { usage: sum(own.map((pod) => pod.cpu.usage)), ...cpu },
      memory: { usage: sum(own.map((pod) => pod.memory.usage)), ...memory },
      pods: own,
    }
  }
}

const notYetKnown: EnvironmentMetrics = { available: false, reason: 'NotYetKnown', message: '' }

const reasons: readonly MetricsUnavailableReason[] = ['NotInstalled', 'Forbidden', 'NotYetKnown', 'Unreachable']

/** Why usage can't be told of any environment, from the problem of the topic. */
export function unavailableUsage({ code, reason, detail }: Problem): UsageOf {
  const known = reasons.find((one) => one === reason) ?? (code === 'FORBIDDEN' ? 'Forbidden' : 'Unreachable')
  const unavailable: EnvironmentMetrics = { available: false, reason: known, message: detail }
  return () => unavailable
}

function quotaOf({ spec, metadata }: Environment, projects: readonly Project[]) {
  const project = projects.find(
    (one) =>
      one.metadata.name === spec.projectRef.name &&
      (spec.projectRef.namespace === undefined
        ? metadata.namespace === `${one.metadata.namespace ?? ''}-${one.metadata.name}`
        : one.metadata.namespace === spec.projectRef.namespace),
  )
  const { cpu, memory } = project?.spec.resources ?? {}
  return {
    cpu: cpu === undefined ? {} : { quota: parseQuantity(cpu) },
    memory: memory === undefined ? {} : { quota: parseQuantity(memory) },
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
