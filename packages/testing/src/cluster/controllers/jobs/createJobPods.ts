import type { ApiOperations } from '../../api/ApiOperations.ts'
import { hasEnded, type Pod } from '../../nodes/Pod.ts'
import { StatusError } from '../../objects/StatusError.ts'
import type { PodControl } from '../workloads/createPodControl.ts'
import type { Job } from './Job.ts'

/** Holds a pod of a job until it has been counted. */
const tracking = 'batch.kubernetes.io/job-tracking'
const indexAnnotation = 'batch.kubernetes.io/job-completion-index'

export interface Counted {
  readonly succeeded: number
  readonly failed: number
  /** When the last of the failed ones ended, in milliseconds. */
  readonly lastFailure: number
  /** Of indexed jobs: which ones have succeeded. */
  readonly indexes: readonly number[]
}

/** The pods of jobs: made, and counted once. */
export function createJobPods(api: ApiOperations, podControl: PodControl) {
  /** Lets go of pods that have ended; each is counted by whoever does that. */
  async function count(pods: readonly Pod[]): Promise<Counted> {
    const ended = pods.filter((pod) => isHeld(pod) && (hasEnded(pod) || pod.metadata.deletionTimestamp !== undefined))
    await release(ended)
    const succeeded = ended.filter(({ status }) => status?.phase === 'Succeeded')
    const failures = ended.filter(({ status }) => status?.phase !== 'Succeeded')
    return {
      succeeded: succeeded.length,
      failed: failures.length,
      lastFailure: Math.max(0, ...failures.map(endOf)),
      indexes: succeeded.flatMap(({ metadata }) => {
        const index = metadata.annotations?.[indexAnnotation]
        return index === undefined ? [] : [Number(index)]
      }),
    }
  }

  async function release(pods: readonly Pod[]): Promise<void> {
    for (const { metadata } of pods.filter(isHeld)) {
      const left = metadata.finalizers?.filter((finalizer) => finalizer !== tracking) ?? []
      const patch = { metadata: { uid: metadata.uid, finalizers: left.length > 0 ? left : null } }
      await api.patch('pods', metadata, patch).catch((error: unknown) => {
        if (!(error instanceof StatusError && error.status.code === 404)) throw error
      })
    }
  }

  async function create(job: Job): Promise<void> {
    const { template } = job.spec
    const held = { ...template, metadata: { ...template.metadata, finalizers: [tracking] } }
    if (job.spec.completionMode !== 'Indexed') return void (await podControl.create(job, held))
    const index = freeIndex(job, api.list('pods', { namespace: job.metadata.namespace }) as Pod[])
    const { metadata, spec } = held
    const variable = { name: 'JOB_COMPLETION_INDEX', value: String(index) }
    const containers = spec.containers.map((container) => ({ ...container, env: [...(container.env ?? []), variable] }))
    await podControl.create(
      job,
      {
        metadata: {
          ...metadata,
          labels: { ...metadata.labels, [indexAnnotation]: String(index) },
          annotations: { ...metadata.annotations, [indexAnnotation]: String(index) },
        },
        spec: { ...spec, hostname: `${job.metadata.name}-${index}`, containers },
      },
      { generateName: `${job.metadata.name}-${index}-` },
    )
  }

  return { count, release, create }
}

const isHeld = ({ metadata }: Pod) => metadata.finalizers?.includes(tracking) === true

/** The lowest index that neither has succeeded nor is being worked on. */
function freeIndex({ metadata, status }: Job, pods: readonly Pod[]): number {
  const taken = new Set((status?.completedIndexes ?? '').split(',').filter(Boolean).map(Number))
  for (const pod of pods) {
    const isOwn = pod.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid) === true
    const index = pod.metadata.annotations?.[indexAnnotation]
    if (isOwn && index !== undefined && pod.status?.phase !== 'Failed') taken.add(Number(index))
  }
  let index = 0
  while (taken.has(index)) index += 1
  return index
}

function endOf({ status, metadata }: Pod): number {
  const ends = (status?.containerStatuses ?? []).map(({ state }) => Date.parse(state.terminated?.finishedAt ?? ''))
  const known = ends.filter((end) => !Number.isNaN(end))
  return known.length > 0 ? Math.max(...known) : Date.parse(metadata.deletionTimestamp ?? metadata.creationTimestamp)
}
