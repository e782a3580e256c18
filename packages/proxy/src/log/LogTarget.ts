import type { AccessReview, RouteQuery, Routes } from '@catalyst/api'
import type { PodSelection } from '@catalyst/kubernetes-client'
import type { Caller } from '../objects/Caller.ts'

export type LogQuery = RouteQuery<Routes['getPodLog']>

/** Whose log is read, and by whom. */
export interface LogTarget {
  caller: Caller
  namespace: string
  pods: PodSelection
  /** Names to which the pods are narrowed; absent for all that are selected. */
  podNames?: readonly string[] | undefined
  query: LogQuery
  /** The right that it takes. */
  review: AccessReview
}

/** The right to read logs, of one pod or of all in a namespace. */
export function logReview(namespace: string, pod?: string): AccessReview {
  return { verb: 'get', group: '', resource: 'pods', subresource: 'log', namespace, name: pod }
}
