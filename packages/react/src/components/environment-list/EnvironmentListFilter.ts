import type { PhaseFilter } from '@catalyst/api/phases'
import type { EnvironmentColumn } from './environmentColumns.ts'

/** Which environments a list shows and in what order: a plain value, which an application may keep in its address. */
export interface EnvironmentListFilter {
  /** @default all */
  phase?: PhaseFilter | undefined
  team?: string | undefined
  /** Name of the project. */
  project?: string | undefined
  /** One of several clusters. */
  cluster?: string | undefined
  /** Words that all have to be found in name, namespace, project, branch, pull request or address. */
  text?: string | undefined
  /** @default by cluster, namespace and name */
  sort?: EnvironmentSort | undefined
}

export type SortableColumn = Exclude<EnvironmentColumn, 'actions'>

export interface EnvironmentSort {
  column: SortableColumn
  direction: 'ascending' | 'descending'
}
