import { isDeepStrictEqual } from 'node:util'
import type { Project, ProjectStatus } from '@catalyst/api'
import { compareOwnership, environmentLabels, labels, labelsMatch } from '@catalyst/api/labels'
import { generateNamespace, isSystemNamespace } from '@catalyst/api/names'
import type { Namespace, RoleBinding } from '@catalyst/kubernetes-client'
import { setCondition, type ConditionUpdate } from '../conditions/setCondition.ts'
import { isReserved, reservedMessage } from '../desired/personalSubject.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { isApplied } from '../objects/isApplied.ts'
import { stampAnnotation } from '../objects/stamped.ts'
import type { Fault } from '../strategies/Strategy.ts'
import { desiredProjectBindings, type TeamSettings } from './desiredProjectBindings.ts'

export interface ObservedProject {
  project: Project
  /** The namespace by the name of the project's, whoever it belongs to. */
  namespace: Namespace | undefined
  /** The bindings there that carry the project's labels. */
  bindings: readonly RoleBinding[]
  /** How many environments it has. */
  environments: number
  settings: TeamSettings
  now: Date
}

export interface ProjectPlan {
  apply: readonly DesiredObject[]
  /** Names of bindings that an earlier pass has made, and nobody is to have any more. */
  unbind?: readonly string[] | undefined
  status?: ProjectStatus | undefined
  /** What is wrong, where that is new. */
  warning?: Fault | undefined
}

/** Jobs that deploy run in the namespace of a project, and nothing that would need more. */
const podSecurity = 'pod-security.kubernetes.io/enforce'

/** The namespace that environments of a project are in; the first project that comes to it takes it. Pure. */
export function planProject(observed: ObservedProject): ProjectPlan {
  const { project, namespace, environments, now } = observed
  const { metadata } = project
  if (metadata.deletionTimestamp !== undefined) return { apply: [] }
  const team = metadata.namespace ?? ''
  const name = generateNamespace(team, metadata.name)
  const owner = environmentLabels({ team, project: metadata.name })
  const fault = findFault(name, namespace, owner)
  const isOurs = fault === undefined && labelsMatch(namespace?.metadata?.labels, owner)
  const accessFault = findAccessFault(project)
  const count = environments === 1 ? 'One environment.' : `${environments} environments.`
  const condition: Omit<ConditionUpdate, 'observedGeneration'> =
    fault !== undefined
      ? { type: 'Ready', status: 'False', ...fault }
      : !isOurs
        ? {
            type: 'Ready',
            status: 'Unknown',
            reason: 'NamespaceMissing',
            message: `The namespace ${name} is being made.`,
          }
        : accessFault !== undefined
          ? { type: 'Ready', status: 'False', ...accessFault }
          : { type: 'Ready', status: 'True', reason: 'NamespaceReady', message: `Environments go to ${name}. ${count}` }
  const before = project.status?.conditions ?? []
  const observedGeneration = metadata.generation ?? 0
  const conditions = setCondition(before, { ...condition, observedGeneration }, { now })
  const status: ProjectStatus = { ...project.status, conditions, observedGeneration }
  const isNew = before.find(({ type }) => type === 'Ready')?.message !== condition.message
  const isSame = isDeepStrictEqual(status, project.status)
  return {
    ...(fault === undefined ? planContents(observed, { name, owner, isOurs }) : { apply: [] }),
    status: isSame ? undefined : status,
    warning: isNew ? (fault ?? (isOurs ? accessFault : undefined)) : undefined,
  }
}

interface Target {
  name: string
  owner: Readonly<Record<string, string>>
  isOurs: boolean
}

/** The namespace, and who may do what in it: only once it is known to be the project's. */
function planContents(
  { project, namespace, bindings, settings }: ObservedProject,
  { name, owner, isOurs }: Target,
): Pick<ProjectPlan, 'apply' | 'unbind'> {
  const enforced = namespace?.metadata?.labels?.[podSecurity]
  if (!isOurs || enforced === undefined) {
    // What an administrator has decided for a namespace holds.
    const level = enforced === undefined || enforced === 'restricted' ? { [podSecurity]: 'restricted' } : {}
    return { apply: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...owner, ...level } } }] }
  }
  const wanted = desiredProjectBindings({ project, namespace: name, labels: owner, settings })
  const names = new Set(wanted.map(({ metadata }) => metadata.name))
  const known = new Map(bindings.map((binding) => [binding.metadata?.name, binding]))
  return {
    apply: wanted.filter((object) => !isApplied(object, known.get(object.metadata.name))),
    unbind: bindings
      .filter(({ metadata }) => metadata?.annotations?.[stampAnnotation] !== undefined)
      .map(({ metadata }) => metadata?.name ?? '')
      .filter((bound) => !names.has(bound)),
  }
}

/** Environments of such a project say the same. */
function findAccessFault({ spec }: Project): Fault | undefined {
  const reserved = (spec.access ?? []).flatMap(({ subjects }) => subjects).find(isReserved)
  return reserved && { reason: 'AccessInvalid', message: reservedMessage(reserved) }
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
