import { createHash } from 'node:crypto'
import { matchesLabels, type LabelRequirement } from '@catalyst/kubernetes-client'
import type { TopicChange, WatchedObject } from './TopicQueue.ts'

/** Which objects of a cache a topic shows to its caller. */
export interface TopicView {
  /** Namespaces that the caller may list; `all` where a review allowed the whole cluster. */
  namespaces: 'all' | ReadonlySet<string>
  selector: readonly LabelRequirement[]
}

export interface CachedChange {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  object: WatchedObject
  /** The object before this change, where there was one. */
  previous?: WatchedObject | undefined
}

export function inView(view: TopicView, { metadata }: WatchedObject): boolean {
  const visible = view.namespaces === 'all' || view.namespaces.has(metadata.namespace ?? '')
  return visible && matchesLabels(view.selector, metadata.labels)
}

/** A change as a view shows it: an object that enters is ADDED, one that leaves is DELETED with its last visible state. */
export function changeInView(view: TopicView, { type, object, previous }: CachedChange): TopicChange | undefined {
  const before = type === 'DELETED' ? (previous ?? object) : previous
  const was = type !== 'ADDED' && (before === undefined || inView(view, before))
  const is = type !== 'DELETED' && inView(view, object)
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object }
  if (!was || before === undefined) return undefined
  return { type: 'DELETED', object: type === 'DELETED' ? object : before }
}

/** What a caller sees of these objects when its view becomes another. */
export function viewDifference(items: Iterable<WatchedObject>, from: TopicView, to: TopicView): TopicChange[] {
  const changes: TopicChange[] = []
  for (const object of items) {
    const was = inView(from, object)
    const is = inView(to, object)
    if (was !== is) changes.push({ type: is ? 'ADDED' : 'DELETED', object })
  }
  return changes
}

/** Names a view in a cursor, alike in every process: its namespaces where they are a choice, which the topic doesn't tell. */
export function viewEpoch(namespaces: TopicView['namespaces']): string {
  if (namespaces === 'all') return ''
  return createHash('sha256')
    .update([...namespaces].sort().join(' '))
    .digest('base64url')
    .slice(0, 10)
}
