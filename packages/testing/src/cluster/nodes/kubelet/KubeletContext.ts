import type { ControllerContext } from '../../api/Controller.ts'
import type { EventRecorder } from '../../controllers/events/createEventRecorder.ts'
import type { Volume } from '../../machine/createVolume.ts'
import type { ImageStore } from '../images/createImageStore.ts'

/** What the pods of a node share. */
export interface KubeletContext extends ControllerContext {
  readonly nodeName: string
  readonly hostIP: string
  readonly images: ImageStore
  readonly events: EventRecorder
  /** The volumes of the node that outlive a pod. */
  readonly volumes: Map<string, Volume>
  /** The address of the next pod. */
  nextAddress(): string
}

/** How long a node takes for its parts of the work, in milliseconds, as measured on real ones. */
export const delays = {
  /** To set up a pod's network. */
  sandbox: 250,
  create: 40,
  start: 60,
  /** Until it is noticed that a container runs; one that ends before was never seen running. */
  notice: 300,
  /** Until one that has ended is started again. */
  relist: 1000,
  teardown: 100,
}

export const crashBackOff = { first: 10_000, longest: 300_000 }
