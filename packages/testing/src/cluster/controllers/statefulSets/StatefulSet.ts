import type { PodTemplate } from '../../nodes/Pod.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import type { LabelSelector } from '../../objects/labelSelector.ts'

/** A StatefulSet (apps/v1), as far as its controller reads it. */
export interface StatefulSet extends KubernetesObject {
  spec: {
    replicas?: number
    minReadySeconds?: number
    serviceName?: string
    podManagementPolicy?: 'OrderedReady' | 'Parallel'
    updateStrategy?: { type?: 'RollingUpdate' | 'OnDelete'; rollingUpdate?: { partition?: number } }
    selector?: LabelSelector
    ordinals?: { start?: number }
    template: PodTemplate
    volumeClaimTemplates?: (Partial<KubernetesObject> & { metadata: { name: string } })[]
  }
  status?: { currentRevision?: string; updateRevision?: string; collisionCount?: number }
}
