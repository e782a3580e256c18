import type { PodTemplate } from '../../nodes/Pod.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { LabelSelector } from '../../objects/labelSelector.ts'
import type { Condition } from '../workloads/Workload.ts'

/** A Job (batch/v1), as far as its controller reads it. */
export interface Job extends KubernetesObject {
  spec: {
    parallelism?: number
    completions?: number
    backoffLimit?: number
    activeDeadlineSeconds?: number
    ttlSecondsAfterFinished?: number
    suspend?: boolean
    completionMode?: 'NonIndexed' | 'Indexed'
    selector?: LabelSelector
    template: PodTemplate
  }
  status?: JobStatus
}

export interface JobStatus {
  active?: number
  ready?: number
  terminating?: number
  succeeded?: number
  failed?: number
  startTime?: string
  completionTime?: string
  completedIndexes?: string
  uncountedTerminatedPods?: object
  conditions?: Condition[]
}

/** How a job has ended. */
export function outcomeOf({ status }: Job): Condition | undefined {
  return status?.conditions?.find(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True')
}
