import type { Pod } from '@catalyst/api'
import type { Running } from '../strategies/Strategy.ts'

/** How what runs in an environment is doing. */
export interface WorkloadHealth {
  /** `available` and `progressing` need nobody; the others do. */
  state: 'available' | 'progressing' | 'failing' | 'stalled'
  /** For a condition: `CrashLoopBackOff`. */
  reason: string
  /** What a developer can act on. */
  message: string
}

interface PodCondition {
  type: string
  status: string
  reason?: string | undefined
  message?: string | undefined
}

/** Reasons for which kubelet holds a container back that no waiting mends. */
const imageFaults = new Set(['ImagePullBackOff', 'ErrImagePull', 'InvalidImageName', 'ErrImageNeverPull'])
const configurationFaults = new Set(['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'])

/** What a person would conclude from `kubectl get` and `describe`: the worst first. */
export function workloadHealth({ deployments, pods }: Pick<Running, 'deployments' | 'pods'>): WorkloadHealth {
  const living = pods.filter(
    ({ metadata, status }) => metadata.deletionTimestamp === undefined && status?.phase !== 'Succeeded',
  )
  return findWaiting(living) ?? findCrash(living) ?? findRefusal(deployments) ?? findProgress(deployments, living)
}

function findWaiting(pods: readonly Pod[]): WorkloadHealth | undefined {
  for (const { name, pod, image, state } of containersOf(pods)) {
    const { reason = '', message = '' } = state?.waiting ?? {}
    if (imageFaults.has(reason)) {
      const text = `The image ${image ?? ''} of ${name} can not be pulled: ${firstSentence(message) || reason}. Check its name and tag, and that the cluster may pull it.`
      return { state: 'failing', reason, message: text }
    }
    if (configurationFaults.has(reason)) {
      const text = `The container ${name} of ${pod} can not be started: ${firstSentence(message) || reason}.`
      return { state: 'failing', reason, message: text }
    }
  }
  return undefined
}

function findCrash(pods: readonly Pod[]): WorkloadHealth | undefined {
  for (const { name, pod, state, lastState, restartCount = 0 } of containersOf(pods)) {
    const isWaiting = state?.waiting?.reason === 'CrashLoopBackOff'
    if (!isWaiting && !(state?.terminated !== undefined && restartCount > 1)) continue
    const end = lastState?.terminated ?? state?.terminated
    const how =
      end === undefined
        ? 'ends'
        : end.reason === 'OOMKilled'
          ? 'needs more memory than its limit'
          : `ended with exit code ${end.exitCode}`
    const message = `The container ${name} of ${pod} ${how} and was started ${restartCount + 1} times. Its log says why.`
    return { state: 'failing', reason: end?.reason === 'OOMKilled' ? 'OOMKilled' : 'CrashLoopBackOff', message }
  }
  return undefined
}

/** Pods that were refused at all: by a quota, or by pod security. */
function findRefusal(deployments: Running['deployments']): WorkloadHealth | undefined {
  for (const { metadata, status } of deployments) {
    const failure = status?.conditions?.find(({ type, status: is }) => type === 'ReplicaFailure' && is === 'True')
    if (failure === undefined) continue
    const why = failure.message ?? failure.reason ?? ''
    const isQuota = /exceeded quota/.test(why)
    const message = isQuota
      ? `The quota of the environment does not allow all pods of ${metadata?.name}: ${why}. Ask for less, or raise spec.resources of the Project.`
      : `The cluster refuses pods of ${metadata?.name}: ${why}`
    return { state: 'failing', reason: isQuota ? 'QuotaExceeded' : 'PodsRefused', message }
  }
  return undefined
}

function findProgress(deployments: Running['deployments'], pods: readonly Pod[]): WorkloadHealth {
  const waiting = deployments.filter(({ metadata, spec, status }) => {
    const wanted = spec?.replicas ?? 1
    const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 1)
    const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = status ?? {}
    return (
      !isSeen || updatedReplicas < wanted || availableReplicas < wanted || replicas > Math.max(updatedReplicas, wanted)
    )
  })
  const [first] = waiting
  if (first === undefined) {
    const count = deployments.length
    const message = count === 1 ? 'Its component answers.' : `All ${count} components answer.`
    return { state: 'available', reason: 'MinimumReplicasAvailable', message }
  }
  const late = waiting.find(({ status }) =>
    status?.conditions?.some(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded'),
  )
  if (late !== undefined) {
    const message = `The rollout of ${late.metadata?.name} did not come to an end in ${late.spec?.progressDeadlineSeconds ?? 600} s. ${readinessOf(pods)}`
    return { state: 'stalled', reason: 'ProgressDeadlineExceeded', message: message.trim() }
  }
  const names = waiting.map(({ metadata }) => metadata?.name ?? '').join(', ')
  return { state: 'progressing', reason: 'Progressing', message: `Waiting for ${names}. ${readinessOf(pods)}`.trim() }
}

function readinessOf(pods: readonly Pod[]): string {
  for (const { name, pod, state, ready } of containersOf(pods)) {
    if (state?.running !== undefined && ready !== true)
      return `The container ${name} of ${pod} runs, and its readiness probe does not succeed.`
  }
  const unscheduled = pods
    .flatMap(({ status }) => (status?.['conditions'] ?? []) as readonly PodCondition[])
    .find(({ type, status }) => type === 'PodScheduled' && status === 'False')
  return unscheduled === undefined ? '' : `No node takes its pod: ${unscheduled.message ?? unscheduled.reason ?? ''}`
}

function containersOf(pods: readonly Pod[]) {
  return pods.flatMap(({ metadata, spec, status }) =>
    [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map((container) => ({
      ...container,
      pod: metadata.name,
      image: spec?.containers.find(({ name }) => name === container.name)?.image ?? container.image,
    })),
  )
}

/** kubelet's messages go on with what nobody asked for. */
function firstSentence(text: string): string {
  return text.split('\n')[0]?.replace(/\.$/, '').slice(0, 500) ?? ''
}
