import type { KubernetesEvent } from '@catalyst/api'

/** When an event was seen last, in milliseconds; 0 where it does not say. */
export function timeOf({ lastTimestamp, eventTime, firstTimestamp }: KubernetesEvent): number {
  return Date.parse(lastTimestamp ?? eventTime ?? firstTimestamp ?? '') || 0
}
