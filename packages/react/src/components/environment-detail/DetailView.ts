import type { DetailTab } from './environmentDetailMessages.ts'

/** What of an environment is looked at. An app that keeps it in its URL makes every part a place that can be sent to somebody. */
export interface DetailView {
  /** @default 'overview' */
  tab?: DetailTab | undefined
  /** Pod whose log or shell is shown. Default: all pods, or the first that runs. */
  pod?: string | undefined
  container?: string | undefined
}
