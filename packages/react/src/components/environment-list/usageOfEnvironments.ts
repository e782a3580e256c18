import type {
  Environment,
  EnvironmentMetrics,
  MetricsUnavailableReason,
  PodMetrics,
  Problem,
  Project,
} from '@catalyst/api'
import { parseQuantity } from '@catalyst/api/quantities'

/** Usage of an environment; the same object for the same environment. */
export type UsageOf = (environment: Environment) => EnvironmentMetrics | undefined

/**
 * Sums up the usage of every environment from one measurement of all pods, against the quota that its project gives each
 * environment. One topic serves a list of any length; sums are made when somebody looks.
 */
export function usageOfEnvironments(pods: readonly PodMetrics[], projects: readonly Project[]): UsageOf {
  const byNamespace = new Map<string, PodMetrics[]>()
  for (const pod of pods) {
    const known = byNamespace.get(pod.metadata.namespace)
    if (known === undefined) byNamespace.set(pod.metadata.namespace, [pod])
    else known.push(pod)
  }
  const byProject = new Map(projects.map((project) => [projectKey(project.metadata), project]))
  const made = new Map<string, EnvironmentMetrics>()

  return (environment) => {
    const namespace = environment.status?.namespace
    const own = namespace === undefined ? undefined : byNamespace.get(namespace)
    if (namespace === undefined || own === undefined) return notYetKnown
    const project = projectOf(environment, byProject)
    const key = `${namespace} ${project?.metadata.uid}`
    const before = made.get(key)
    if (before !== undefined) return before
    const { cpu, memory } = quotaOf(project)
    const usage: EnvironmentMetrics = {
      available: true,
      namespace,
      timestamp: own[0]?.timestamp ?? '',
      cpu: { usage: sum(own.map((pod) => pod.cpu.usage)), ...cpu },
      memory: { usage: sum(own.map((pod) => pod.memory.usage)), ...memory },
      pods: own,
    }
    made.set(key, usage)
    return usage
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

type Projects = ReadonlyMap<string, Project>

/** An environment that does not name the team of its project lives in the namespace that is made of both names. */
function projectOf({ spec, metadata }: Environment, projects: Projects): Project | undefined {
  const { namespace: team, name } = spec.projectRef
  const suffix = `-${name}`
  const ofHome = metadata.namespace?.endsWith(suffix) ? metadata.namespace.slice(0, -suffix.length) : undefined
  return projects.get(projectKey({ namespace: team ?? ofHome, name }))
}

function projectKey({ namespace, name }: { namespace?: string | undefined; name: string }): string {
  return `${namespace ?? ''}/${name}`
}

function quotaOf(project: Project | undefined) {
  const { cpu, memory } = project?.spec.resources ?? {}
  return {
    cpu: cpu === undefined ? {} : { quota: parseQuantity(cpu) },
    memory: memory === undefined ? {} : { quota: parseQuantity(memory) },
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
