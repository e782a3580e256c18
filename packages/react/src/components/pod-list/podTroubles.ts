import type { KubernetesEvent, Pod } from '@catalyst/api'
import { containersOf } from './containersOf.ts'
import { containerTrouble } from './containerTrouble.ts'
import { timeOf } from './eventTime.ts'
import type { PodTrouble, PodTroubleCause } from './PodTrouble.ts'

export interface PodTroubleOptions {
  /** Events of the namespace, which know more of images, probes and volumes than a pod's status does. @default [] */
  events?: readonly KubernetesEvent[] | undefined
  /** The time in milliseconds. */
  now: number
}

/** What keeps a pod and its containers from running as they should, the pod's own first. */
export function podTroubles(pod: Pod, { events = [], now }: PodTroubleOptions): PodTrouble[] {
  const own = events.filter(({ involvedObject }) => isAbout(involvedObject, pod))
  const whole = wholePodTrouble(pod, now)
  // What is being deleted has other troubles than those of its containers.
  if (pod.metadata.deletionTimestamp !== undefined) return whole === undefined ? [] : [whole]
  const inside = containersOf(pod).map((container) => containerTrouble(container, { events: own, now }))
  return [whole, ...inside].filter((trouble) => trouble !== undefined)
}

/**
 * Why there is no pod at all: the workload that should make it is refused, which only its events tell.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#how-kubernetes-resourcequotas-work
 */
export function creationTrouble(events: readonly KubernetesEvent[] = []): PodTrouble | undefined {
  const [newest] = events.filter(({ reason }) => reason === 'FailedCreate').sort((a, b) => timeOf(b) - timeOf(a))
  if (newest === undefined) return undefined
  const { message: detail = '' } = newest
  const cause = /exceeded quota|failed quota/.test(detail)
    ? 'QuotaExceeded'
    : /PodSecurity|denied the request/.test(detail)
      ? 'PolicyRefused'
      : 'CreateRefused'
  return { cause, tone: 'danger', detail }
}

function isAbout({ kind, name, uid }: KubernetesEvent['involvedObject'], { metadata }: Pod): boolean {
  // Another pod may have had the name before.
  return kind === 'Pod' && name === metadata.name && (uid === undefined || uid === metadata.uid)
}

const causeOfReason: Record<string, PodTroubleCause> = {
  Evicted: 'Evicted',
  DeadlineExceeded: 'DeadlineExceeded',
  NodeLost: 'NodeLost',
  NodeShutdown: 'NodeLost',
  Shutdown: 'NodeLost',
  Terminated: 'NodeLost',
  NodeAffinity: 'Rejected',
  UnexpectedAdmissionError: 'Rejected',
  OutOfcpu: 'Rejected',
  OutOfmemory: 'Rejected',
  OutOfpods: 'Rejected',
}

/** How long a pod may take beyond its grace period, at whose end the deletion timestamp stands. */
const patienceMs = 60_000

function wholePodTrouble(pod: Pod, now: number): PodTrouble | undefined {
  const { deletionTimestamp } = pod.metadata
  if (deletionTimestamp !== undefined) {
    const isStuck = now - Date.parse(deletionTimestamp) > patienceMs
    return isStuck ? { cause: 'StuckTerminating', tone: 'warning' } : undefined
  }
  const { reason = '', message: detail } = pod.status ?? {}
  const cause = causeOfReason[reason]
  return cause === undefined ? schedulingTrouble(pod) : { cause, tone: 'danger', detail }
}

/**
 * Why no node takes the pod.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions
 */
function schedulingTrouble({ status }: Pod): PodTrouble | undefined {
  const { reason, message: detail = '' } = conditionOf(status?.['conditions'], 'PodScheduled') ?? {}
  if (reason === 'SchedulingGated') return { cause: 'Gated', tone: 'warning', detail }
  if (reason !== 'Unschedulable') return undefined
  if (/persistentvolumeclaim/i.test(detail)) return { cause: 'VolumeUnbound', tone: 'danger', detail }
  const resource = /Insufficient (\w[\w./-]*\w)/.exec(detail)?.[1]
  if (resource !== undefined) return { cause: 'NoRoom', tone: 'danger', resource, detail }
  return { cause: /Too many pods/.test(detail) ? 'NoRoom' : 'NoNode', tone: 'danger', detail }
}

function conditionOf(conditions: unknown, type: string): { reason?: string; message?: string } | undefined {
  if (!Array.isArray(conditions)) return undefined
  return conditions.find((one: { type?: unknown; status?: unknown }) => one.type === type && one.status === 'False') as
    { reason?: string; message?: string } | undefined
}
