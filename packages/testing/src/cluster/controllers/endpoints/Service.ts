import type { KubernetesObject } from '../../objects/KubernetesObject.ts'

/** A Service (v1), as far as its endpoints need it. */
export interface Service extends KubernetesObject {
  spec?: {
    type?: string
    selector?: Record<string, string>
    publishNotReadyAddresses?: boolean
    ports?: ServicePort[]
  }
}

export interface ServicePort {
  name?: string
  port: number
  protocol?: string
  targetPort?: number | string
}
