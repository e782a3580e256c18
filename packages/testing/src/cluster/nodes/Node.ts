import type { KubernetesObject } from '../objects/KubernetesObject.ts'

/** A Node (core/v1), as far as the scheduler and the controllers read it. */
export interface Node extends KubernetesObject {
  spec?: { unschedulable?: boolean; taints?: Taint[] }
  status?: {
    allocatable?: Record<string, string>
    conditions?: { type: string; status: string }[]
  }
}

export interface Taint {
  key: string
  value?: string
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'
}
