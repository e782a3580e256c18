import type { KubernetesEvent, Pod } from '@catalyst/api'
import type { Deployment } from '@catalyst/kubernetes-client'

/** How what runs in an environment is doing. */
export interface Health {
  state: 'available' | 'progressing' | 'broken' | 'crashed' | 'unpullable' | 'over-quota'
  /** For a condition: `CrashLoopBackOff`. */
  reason: string
  message: string
}

export interface Observed {
  deployments: readonly Deployment[]
  pods: readonly Pod[]
  events: readonly KubernetesEvent[]
}

/** What a person would conclude from `kubectl get` and `describe`: the worst first. */
export function observeWorkloads({ deployments, pods, events }: Observed): Health {
  const living = pods.filter(
    ({ metadata, status }) => metadata.deletionTimestamp === undefined && status?.phase !== 'Succeeded',
  )
  return (
    findPullFailure(living) ??
    findCrash(living) ??
    findBrokenCommand(living, events) ??
    findQuota(deployments) ??
    findProgress(deployments, living)
  )
}

function findPullFailure(pods: readonly Pod[]): Health | undefined {
  const reasons = new Set(['ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull'])
  for (const { status, image = '' } of containersOf(pods)) {
    const waiting = status.state?.waiting
    if (waiting?.reason === undefined || !reasons.has(waiting.reason)) continue
    const message = `The image ${image} can not be pulled: ${waiting.message ?? waiting.reason}`
    return { state: 'unpullable', reason: waiting.reason, message }
  }
  return undefined
}

function findCrash(pods: readonly Pod[]): Health | undefined {
  for (const { pod, status } of containersOf(pods)) {
    const { name, state, lastState, restartCount } = status
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
    return { state: 'crashed', reason: isWaiting ? 'CrashLoopBackOff' : 'Error', message }
  }
  return undefined
}

/** A dev command that ended leaves its container running; its readiness probe says so. */
function findBrokenCommand(pods: readonly Pod[], events: readonly KubernetesEvent[]): Health | undefined {
  for (const { metadata, status } of pods) {
    const isReady = status?.containerStatuses?.every(({ ready }) => ready) === true
    if (isReady || status?.phase !== 'Running') continue
    const event = events.find(
      ({ reason, involvedObject, message = '' }) =>
        reason === 'Unhealthy' && involvedObject.uid === metadata.uid && message.includes('dev command exited'),
    )
    const code = /exited with code (\d+)/.exec(event?.message ?? '')?.[1]
    if (code === undefined) continue
    const message = `The dev command ended with exit code ${code}. The container still runs: look into its log, open a shell, or give another command.`
    return { state: 'broken', reason: 'DevCommandFailed', message }
  }
  return undefined
}

function findQuota(deployments: readonly Deployment[]): Health | undefined {
  for (const { metadata, spec, status } of deployments) {
    const failure = status?.conditions?.find(({ type, status: is }) => type === 'ReplicaFailure' && is === 'True')
    if (failure === undefined || !/exceeded quota/.test(failure.message ?? '')) continue
    const { replicas = 1 } = spec ?? {}
    const message = `${status?.availableReplicas ?? 0} of ${replicas} pods of ${metadata?.name} run; the quota allows no more: ${failure.message}`
    return { state: 'over-quota', reason: 'QuotaExceeded', message }
  }
  return undefined
}

function findProgress(deployments: readonly Deployment[], pods: readonly Pod[]): Health {
  const waiting = deployments.filter(({ metadata, spec, status }) => {
    const wanted = spec?.replicas ?? 1
    const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 1)
    return !isSeen || (status?.updatedReplicas ?? 0) < wanted || (status?.availableReplicas ?? 0) < wanted
  })
  if (waiting.length === 0) {
    const count = deployments.length
    return {
      state: 'available',
      reason: 'MinimumReplicasAvailable',
      message: count === 1 ? 'Its component answers.' : `All ${count} components answer.`,
    }
  }
  const names = waiting.map(({ metadata }) => metadata?.name ?? '').join(', ')
  const init = pods
    .flatMap(({ status }) => status?.initContainerStatuses ?? [])
    .find(({ state }) => state?.running !== undefined)
  const detail = init === undefined ? '' : ` The init container ${init.name} runs.`
  return { state: 'progressing', reason: 'Progressing', message: `Waiting for ${names}.${detail}` }
}

function containersOf(pods: readonly Pod[]) {
  return pods.flatMap(({ metadata, spec, status }) =>
    [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map((one) => ({
      pod: metadata.name,
      status: one,
      image: [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].find(({ name }) => name === one.name)
        ?.image,
    })),
  )
}
