import type { KubernetesEvent } from '@catalyst/api'

/** What was said of one object for one reason, however often. */
export interface EventGroup {
  key: string
  isWarning: boolean
  reason: string
  /** The newest one's. */
  message: string
  kind: string
  name: string
  count: number
  firstAt: string | undefined
  lastAt: string | undefined
}

/** Events by object and reason, newest first. Kubernetes counts repeated ones itself, though not all that a reader takes for one. */
export function groupEvents(events: readonly KubernetesEvent[]): EventGroup[] {
  const groups = new Map<string, EventGroup>()
  for (const event of events) {
    const { kind = '', name = '' } = event.involvedObject
    const { type = 'Normal', reason = '', message = '' } = event
    const key = [type, kind, name, reason].join('\0')
    const one = { ...spanOf(event), count: countOf(event) }
    const known = groups.get(key)
    if (known === undefined) {
      groups.set(key, { key, isWarning: type === 'Warning', reason, message, kind, name, ...one })
      continue
    }
    if (timeOf(one.lastAt) >= timeOf(known.lastAt)) {
      known.message = message
      known.lastAt = one.lastAt
    }
    if (timeOf(one.firstAt) < timeOf(known.firstAt)) known.firstAt = one.firstAt
    known.count += one.count
  }
  return [...groups.values()].sort((a, b) => timeOf(b.lastAt) - timeOf(a.lastAt))
}

/**
 * Reporters of events.k8s.io count in `series`, older ones in `count`.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
function countOf({ count, ['series']: series }: KubernetesEvent): number {
  return isSeries(series) ? (series.count ?? 1) : (count ?? 1)
}

function spanOf(event: KubernetesEvent): Pick<EventGroup, 'firstAt' | 'lastAt'> {
  const { firstTimestamp, lastTimestamp, eventTime, ['series']: series } = event
  const made = event.metadata.creationTimestamp
  const observed = isSeries(series) ? series.lastObservedTime : undefined
  return {
    firstAt: firstTimestamp ?? eventTime ?? made,
    lastAt: observed ?? lastTimestamp ?? eventTime ?? made,
  }
}

function isSeries(value: unknown): value is { count?: number; lastObservedTime?: string } {
  return typeof value === 'object' && value !== null
}

function timeOf(text: string | undefined): number {
  return Date.parse(text ?? '') || 0
}
