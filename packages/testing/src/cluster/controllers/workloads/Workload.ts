import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { LabelSelector } from '../../objects/labelSelector.ts'
import type { PodTemplate } from '../../nodes/Pod.ts'

/** A condition of a workload; deployments keep when they were last updated too. */
export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string | undefined
  readonly message?: string | undefined
  readonly lastTransitionTime?: string | undefined
  readonly lastUpdateTime?: string | undefined
  readonly lastProbeTime?: string | null | undefined
}

/** An object that makes pods from a template. */
export interface Workload extends KubernetesObject {
  spec: { selector?: LabelSelector; template: PodTemplate }
}

export interface ReplicaSet extends Workload {
  spec: { replicas?: number; minReadySeconds?: number; selector?: LabelSelector; template: PodTemplate }
  status?: {
    replicas?: number
    readyReplicas?: number
    availableReplicas?: number
    fullyLabeledReplicas?: number
    observedGeneration?: number
    conditions?: Condition[]
  }
}

export interface Deployment extends Workload {
  spec: {
    replicas?: number
    minReadySeconds?: number
    paused?: boolean
    progressDeadlineSeconds?: number
    revisionHistoryLimit?: number
    selector?: LabelSelector
    strategy?: {
      type?: 'RollingUpdate' | 'Recreate'
      rollingUpdate?: { maxSurge?: number | string; maxUnavailable?: number | string }
    }
    template: PodTemplate
  }
  status?: {
    replicas?: number
    updatedReplicas?: number
    readyReplicas?: number
    availableReplicas?: number
    unavailableReplicas?: number
    observedGeneration?: number
    collisionCount?: number
    conditions?: Condition[]
  }
}
