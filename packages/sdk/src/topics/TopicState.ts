import type { Environment, KubernetesEvent, PodMetrics, Pod, Problem, Project } from '@catalyst/api'
import type { Topic, TopicKind } from '@catalyst/api/topics'

/** What the items of each kind of topic are. */
export interface TopicObjects {
  environments: Environment
  projects: Project
  pods: Pod
  events: KubernetesEvent
  metrics: PodMetrics
}

export type TopicOf<TKind extends TopicKind> = Omit<Topic, 'kind'> & { kind: TKind }

/** An immutable view of a topic; an item that did not change stays the same object from one view to the next. */
export interface TopicState<TObject = object> {
  /**
   * - `loading`: nothing is known yet.
   * - `live`: `items` is the truth.
   * - `stale`: `items` is what was true at `since`; the stream or its source is lost, and retried.
   * - `failed`: the topic can't be served, `problem` says why; retried every 30 s.
   */
  readonly status: 'loading' | 'live' | 'stale' | 'failed'
  /** Whether a snapshot ever came; until then an empty list says nothing. */
  readonly loaded: boolean
  /** In the order of namespace and name. */
  readonly items: readonly TObject[]
  /** Of the last snapshot. */
  readonly resourceVersion?: string | undefined
  /** Since when it is stale. */
  readonly since?: Date | undefined
  /** Why it is stale, for people. */
  readonly reason?: string | undefined
  readonly problem?: Problem | undefined
}

export const initialTopicState: TopicState<never> = Object.freeze({
  status: 'loading',
  loaded: false,
  items: Object.freeze([]),
})
