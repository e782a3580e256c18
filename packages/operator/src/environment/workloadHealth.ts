import type { Pod } from '@catalyst/api'
import type { Running } from '../strategies/Strategy.ts'

type Workloads = Pick<Running, 'deployments' | 'statefulSets' | 'pods'>

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
export function workloadHealth({ deployments, statefulSets, pods }: Workloads): WorkloadHealth {
  const living = pods.filter(
    ({ metadata, status }) =>
      metadata.deletionTimestamp === undefined &&
      status?.phase !== 'Succeeded' &&
      // What a Job does comes to an end of its own, and is no part of what answers.
      metadata.ownerReferences?.some(({ kind }) => kind === 'Job') !== true,
  )
  const components = [
    ...deployments.map(deploymentProgress),
    ...statefulSets.map(statefulSetProgress),
    ...living
      .filter(({ metadata }) => !metadata.ownerReferences?.some(({ controller }) => controller))
      .map(podProgress),
  ]
  return findWaiting(living) ?? findCrash(living) ?? findRefusal(deployments) ?? findProgress(components, living)
}

/** What keeps pods from running, where that is known. */
export function podTrouble(pods: readonly Pod[]): string | undefined {
  return findWaiting(pods)?.message ?? unscheduledIn(pods)
}

function findWaiting(pods: readonly Pod[]): WorkloadHealth | undefined {
  for (const { name, pod, image, state } of containersOf(pods)) {
    const { reason = '', message = '' } = state?.waiting ?? {}
    if (imageFaults.has(reason)) {
      const text = `The image ${image ?? ''} of ${name} can not be pulled: ${imageFault(message) || reason}. Check its name and tag, and that the cluster may pull it.`
      return { state: 'failing', reason, message: text }
    }
    if (/runAsNonRoot|run as root/i.test(message)) {
      const text = `The image ${image ?? ''} of ${name} runs as root, which the Project does not allow (podSecurity: restricted). Give it a user by number, such as USER 1000 in its Dockerfile.`
      return { state: 'failing', reason: 'RunsAsRoot', message: text }
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

/** Something that answers, or is to. */
interface Component {
  name: string
  isUp: boolean
  /** What Kubernetes itself says of a rollout that took too long. */
  late?: string | undefined
}

function deploymentProgress({ metadata, spec, status }: Running['deployments'][number]): Component {
  const name = metadata?.name ?? ''
  const wanted = spec?.replicas ?? 1
  const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 1)
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0, conditions = [] } = status ?? {}
  const isBehind =
    updatedReplicas < wanted || availableReplicas < wanted || replicas > Math.max(updatedReplicas, wanted)
  const isLate = conditions.some(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded')
  const late = isLate
    ? `The rollout of ${name} did not come to an end in ${spec?.progressDeadlineSeconds ?? 600} s.`
    : undefined
  return { name, isUp: isSeen && !isBehind, late }
}

/** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies */
function statefulSetProgress({ metadata, spec, status }: Running['statefulSets'][number]): Component {
  const wanted = spec?.replicas ?? 1
  const { type = 'RollingUpdate', rollingUpdate } = spec?.updateStrategy ?? {}
  // With OnDelete, whoever deletes its pods says when they are updated.
  const toUpdate = type === 'OnDelete' ? 0 : Math.max(wanted - (rollingUpdate?.partition ?? 0), 0)
  const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 1)
  const { updatedReplicas = 0, readyReplicas = 0, availableReplicas = readyReplicas } = status ?? {}
  const isUpdated = updatedReplicas >= toUpdate || status?.updateRevision === status?.currentRevision
  return { name: metadata?.name ?? '', isUp: isSeen && isUpdated && availableReplicas >= wanted }
}

/** A pod that nobody makes anew. */
function podProgress({ metadata, status }: Pod): Component {
  const conditions = (status?.['conditions'] ?? []) as readonly PodCondition[]
  return {
    name: metadata.name,
    isUp: conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
    late:
      status?.phase === 'Failed' ? `The pod ${metadata.name} has failed, and nothing makes another one.` : undefined,
  }
}

function findProgress(components: readonly Component[], pods: readonly Pod[]): WorkloadHealth {
  const waiting = components.filter(({ isUp }) => !isUp)
  if (waiting.length === 0) {
    const count = components.length
    if (count === 0)
      return { state: 'available', reason: 'NothingRuns', message: 'It is deployed; nothing in it runs all the time.' }
    const message = count === 1 ? 'Its component answers.' : `All ${count} components answer.`
    return { state: 'available', reason: 'MinimumReplicasAvailable', message }
  }
  const late = waiting.find((component) => component.late !== undefined)?.late
  if (late !== undefined) {
    const message = `${late} ${readinessOf(pods)}`
    return { state: 'stalled', reason: 'ProgressDeadlineExceeded', message: message.trim() }
  }
  const names = waiting.map(({ name }) => name).join(', ')
  return { state: 'progressing', reason: 'Progressing', message: `Waiting for ${names}. ${readinessOf(pods)}`.trim() }
}

function readinessOf(pods: readonly Pod[]): string {
  for (const { name, pod, state, ready } of containersOf(pods)) {
    if (state?.running !== undefined && ready !== true)
      return `The container ${name} of ${pod} runs, and its readiness probe does not succeed.`
  }
  return unscheduledIn(pods) ?? ''
}

function unscheduledIn(pods: readonly Pod[]): string | undefined {
  const unscheduled = pods
    .flatMap(({ status }) => (status?.['conditions'] ?? []) as readonly PodCondition[])
    .find(({ type, status }) => type === 'PodScheduled' && status === 'False')
  return unscheduled && `No node takes its pod: ${unscheduled.message ?? unscheduled.reason ?? ''}`
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

/** Of the chain of what went wrong, the end: what the registry said. */
function imageFault(text: string): string {
  const last =
    firstSentence(text)
      .replaceAll(/"[^"]*"/g, '')
      .split(': ')
      .at(-1)
      ?.trim() ?? ''
  return last.startsWith('Back-off') ? '' : last
}

/** kubelet's messages go on with what nobody asked for. */
function firstSentence(text: string): string {
  return text.split('\n')[0]?.replace(/\.$/, '').slice(0, 500) ?? ''
}
