import { ageOf } from '../formatAge.ts'
import { getPath } from '../getPath.ts'
import type { PrinterColumn } from '../ResourceType.ts'
import { ageColumn, column, nameColumn } from './column.ts'

interface ContainerStatus {
  name?: string
  ready?: boolean
  started?: boolean
  restartCount?: number
  state?: {
    running?: object
    waiting?: { reason?: string }
    terminated?: { reason?: string; exitCode?: number; signal?: number }
  }
  lastState?: { terminated?: { finishedAt?: string } }
}

interface Pod {
  metadata?: { deletionTimestamp?: string }
  spec?: {
    containers?: unknown[]
    initContainers?: { name: string; restartPolicy?: string }[]
    readinessGates?: { conditionType: string }[]
  }
  status?: {
    phase?: string
    reason?: string
    conditions?: { type: string; status: string; reason?: string }[]
    initContainerStatuses?: ContainerStatus[]
    containerStatuses?: ContainerStatus[]
  }
}

const unset = (path: string) => (pod: unknown) => getPath(pod, path) ?? '<none>'

export const podColumns: Readonly<Record<string, readonly PrinterColumn[]>> = {
  Pod: [
    nameColumn,
    column('Ready', (pod) => readyContainers(pod)),
    column('Status', (pod) => podStatus(pod)),
    column('Restarts', (pod, now) => restarts(pod, now)),
    ageColumn,
    column('IP', unset('status.podIP'), { wide: true }),
    column('Node', unset('spec.nodeName'), { wide: true }),
    column('Nominated Node', unset('status.nominatedNodeName'), { wide: true }),
    column('Readiness Gates', (pod) => readinessGates(pod), { wide: true }),
  ],
}

function sidecarsOf({ spec }: Pod): string[] {
  return (spec?.initContainers ?? []).flatMap(({ name, restartPolicy }) => (restartPolicy === 'Always' ? [name] : []))
}

function countedStatuses(pod: Pod): ContainerStatus[] {
  const sidecars = sidecarsOf(pod)
  const ofSidecars = (pod.status?.initContainerStatuses ?? []).filter(({ name = '' }) => sidecars.includes(name))
  return [...ofSidecars, ...(pod.status?.containerStatuses ?? [])]
}

function readyContainers(pod: Pod): string {
  const total = (pod.spec?.containers?.length ?? 0) + sidecarsOf(pod).length
  const ready = countedStatuses(pod).filter((status) => status.ready === true && status.state?.running !== undefined)
  return `${ready.length}/${total}`
}

function restarts(pod: Pod, now: number): string {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {}
  const statuses = isInitialising(pod) ? initContainerStatuses : countedStatuses(pod)
  const counted = statuses.length === 0 ? containerStatuses : statuses
  const total = counted.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0)
  const times = counted.flatMap(({ lastState }) => lastState?.terminated?.finishedAt ?? [])
  const last = times.sort().at(-1)
  return total > 0 && last !== undefined ? `${total} (${ageOf(last, now)} ago)` : String(total)
}

function readinessGates({ spec, status }: Pod): string {
  const gates = spec?.readinessGates ?? []
  const met = gates.filter(({ conditionType }) =>
    status?.conditions?.some(({ type, status: value }) => type === conditionType && value === 'True'),
  )
  return gates.length === 0 ? '<none>' : `${met.length}/${gates.length}`
}

/** The word kubectl shows, which is more than the phase: the printer of kube-apiserver, `printPod`. */
function podStatus(pod: Pod): string {
  const { phase = 'Unknown', reason, conditions = [] } = pod.status ?? {}
  let word = reason ?? phase
  if (conditions.some((condition) => condition.type === 'PodScheduled' && condition.reason === 'SchedulingGated')) {
    word = 'SchedulingGated'
  }
  const initialising = initialisingWord(pod)
  word = initialising ?? containersWord(pod, word)
  if (pod.metadata?.deletionTimestamp === undefined) return word
  if (reason === 'NodeLost') return 'Unknown'
  return phase === 'Succeeded' || phase === 'Failed' ? word : 'Terminating'
}

const isInitialising = (pod: Pod) => initialisingWord(pod) !== undefined

function initialisingWord(pod: Pod): string | undefined {
  const sidecars = sidecarsOf(pod)
  const statuses = pod.status?.initContainerStatuses ?? []
  for (const [index, status] of statuses.entries()) {
    const { terminated, waiting } = status.state ?? {}
    if (terminated?.exitCode === 0) continue
    if (sidecars.includes(status.name ?? '') && status.started === true) continue
    if (terminated !== undefined) return `Init:${terminated.reason || endedWord(terminated)}`
    const reason = waiting?.reason ?? ''
    if (reason !== '' && reason !== 'PodInitializing') return `Init:${reason}`
    return `Init:${index}/${pod.spec?.initContainers?.length ?? 0}`
  }
  return undefined
}

function containersWord(pod: Pod, before: string): string {
  let word = before
  let hasRunning = false
  for (const { state, ready } of (pod.status?.containerStatuses ?? []).toReversed()) {
    if (state?.waiting?.reason) word = state.waiting.reason
    else if (state?.terminated !== undefined) word = state.terminated.reason || endedWord(state.terminated)
    else if (ready === true && state?.running !== undefined) hasRunning = true
  }
  if (word !== 'Completed' || !hasRunning) return word
  const isReady = pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')
  return isReady === true ? 'Running' : 'NotReady'
}

function endedWord({ signal = 0, exitCode = 0 }: { signal?: number; exitCode?: number }): string {
  return signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`
}
