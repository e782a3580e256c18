import { isDeepStrictEqual } from 'node:util'
import type { Project, ProjectStatus } from '@catalyst/api'
import { compareOwnership, environmentLabels, labels } from '@catalyst/api/labels'
import { generateNamespace, isSystemNamespace } from '@catalyst/api/names'
import type { Namespace } from '@catalyst/kubernetes-client'
import { setCondition, type ConditionUpdate } from '../conditions/setCondition.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Fault } from '../strategies/Strategy.ts'

export interface ObservedProject {
  project: Project
  /** The namespace by the name of the project's, whoever it belongs to. */
  namespace: Namespace | undefined
  /** How many environments it has. */
  environments: number
  now: Date
}

export interface ProjectPlan {
  apply: readonly DesiredObject[]
  status?: ProjectStatus | undefined
  /** What is wrong, where that is new. */
  warning?: Fault | undefined
}

/** The namespace that environments of a project are in; the first project that comes to it takes it. Pure. */
export function planProject({ project, namespace, environments, now }: ObservedProject): ProjectPlan {
  const { metadata } = project
  if (metadata.deletionTimestamp !== undefined) return { apply: [] }
  const team = metadata.namespace ?? ''
  const name = generateNamespace(team, metadata.name)
  const wanted = environmentLabels({ team, project: metadata.name })
  const fault = findFault(name, namespace, wanted)
  const isReady = fault === undefined && isLabelled(namespace, wanted)
  const count = environments === 1 ? 'One environment.' : `${environments} environments.`
  const condition: Omit<ConditionUpdate, 'observedGeneration'> =
    fault !== undefined
      ? { type: 'Ready', status: 'False', ...fault }
      : isReady
        ? { type: 'Ready', status: 'True', reason: 'NamespaceReady', message: `Environments go to ${name}. ${count}` }
        : {
            type: 'Ready',
            status: 'Unknown',
            reason: 'NamespaceMissing',
            message: `The namespace ${name} is being made.`,
          }
  const before = project.status?.conditions ?? []
  const observedGeneration = metadata.generation ?? 0
  const conditions = setCondition(before, { ...condition, observedGeneration }, { now })
  const status: ProjectStatus = { ...project.status, conditions, observedGeneration }
  const isNew = before.find(({ type }) => type === 'Ready')?.message !== condition.message
  const isSame = isDeepStrictEqual(status, project.status)
  return {
    apply:
      fault === undefined && !isReady
        ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: wanted } }]
        : [],
    status: isSame ? undefined : status,
    warning: isNew ? fault : undefined,
  }
}

function findFault(
  name: string,
  namespace: Namespace | undefined,
  wanted: Readonly<Record<string, string>>,
): Fault | undefined {
  if (isSystemNamespace(name)) {
    const message = `Its environments would go to the namespace ${name}, which belongs to the cluster itself. Choose another name.`
    return { reason: 'NamespaceReserved', message }
  }
  if (namespace?.metadata?.deletionTimestamp !== undefined) {
    const message = `The namespace ${name} is being deleted. It is made again when it is gone.`
    return { reason: 'NamespaceTerminating', message }
  }
  const ownership = compareOwnership(namespace?.metadata?.labels, wanted)
  if (namespace === undefined || ownership.owner !== 'other') return undefined
  const owner = namespace.metadata?.labels ?? {}
  const whose = [owner[labels.team], owner[labels.project], owner[labels.environment]].filter(
    (part) => part !== undefined,
  )
  const message = `The namespace ${name} belongs to ${whose.join('/')}, whose names lead to the same one. Rename one of the two.`
  return { reason: 'NamespaceTaken', message }
}

function isLabelled(namespace: Namespace | undefined, wanted: Readonly<Record<string, string>>): boolean {
  const actual = namespace?.metadata?.labels
  return actual !== undefined && Object.entries(wanted).every(([key, value]) => actual[key] === value)
}
