import type { KubernetesEvent } from '@catalyst/api'
import { storyTime } from './storyTime.ts'
import { uid } from './uid.ts'

export interface EventOptions {
  /** @default 'payments-checkout-pr-42' */
  namespace?: string | undefined
  /** @default 'Normal' */
  type?: 'Normal' | 'Warning' | undefined
  /** @default 'Scheduled' */
  reason?: string | undefined
  message?: string | undefined
  /** @default 1 */
  count?: number | undefined
  /** What the event is about. @default the pod of `pod()` */
  about?: { kind: string; name: string } | undefined
  /** @default one minute before `storyNow` */
  lastAt?: string | undefined
  /** @default '1' */
  resourceVersion?: string | undefined
}

/** An Event about a pod. */
export function event(options: EventOptions = {}): KubernetesEvent {
  const { namespace = 'payments-checkout-pr-42', type = 'Normal', reason = 'Scheduled', count = 1 } = options
  const {
    about = { kind: 'Pod', name: 'web-5d9c7b6f4-x2x7k' },
    lastAt = storyTime(-60),
    resourceVersion = '1',
  } = options
  const { message = `Successfully assigned ${namespace}/${about.name} to node-1` } = options
  const id = uid(`event/${namespace}/${about.name}/${reason}`)
  return {
    metadata: {
      name: `${about.name}.${id.slice(0, 16)}`,
      namespace,
      uid: id,
      resourceVersion,
      creationTimestamp: lastAt,
    },
    type,
    reason,
    message,
    count,
    firstTimestamp: lastAt,
    lastTimestamp: lastAt,
    involvedObject: { ...about, namespace },
  }
}
