import type { Environment } from '@catalyst/api'
import { forwardRef, useCallback, useMemo, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { EmptyIcon, SearchIcon } from '../../internals/icons.tsx'
import { useControlled } from '../../internals/useControlled.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ConnectionStatusView, type ConnectionStatusViewProps } from '../connection-status/ConnectionStatusView.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { ClusterFailures, type ClusterState } from './ClusterFailures.tsx'
import type { EnvironmentPlace } from './EnvironmentCells.tsx'
import { environmentColumns, type EnvironmentColumn } from './environmentColumns.ts'
import type { EnvironmentListFilter, EnvironmentSort } from './EnvironmentListFilter.ts'
import { environmentListMessages, type EnvironmentListMessages } from './environmentListMessages.ts'
import { EnvironmentTable } from './EnvironmentTable.tsx'
import { FilterBar } from './FilterBar.tsx'
import { filterEnvironments } from './filterEnvironments.ts'
import { listEnvironment, type ListedEnvironment } from './ListedEnvironment.ts'
import { sortEnvironments } from './sortEnvironments.ts'
import type { UsageOf } from './usageOfEnvironments.ts'
import { useAnnouncement } from './useAnnouncement.ts'

export interface EnvironmentListViewProps extends Omit<ComponentPropsWithoutRef<'section'>, 'onSelect' | 'children'> {
  /** `undefined` while they load, or when there is only an error. */
  environments: readonly Environment[] | undefined
  /** Name of the cluster in which an environment is. @default '-' for all (the default one) */
  clusterOf?: ((environment: Environment) => string) | undefined
  /** How each of several clusters is doing: adds a column, and tells of one that fails beside what the others have. */
  clusters?: readonly ClusterState[] | undefined
  /** Why they can't be shown, or can't be renewed. */
  error?: unknown
  /** Whether what is shown is live; nothing is said of it when absent. */
  connection?: Pick<ConnectionStatusViewProps, 'state' | 'since' | 'retryAt' | 'reason'> | undefined
  /** Usage of an environment against its quota; `undefined` while it is not known. */
  metricsOf?: UsageOf | undefined
  /** What is shown and in what order; yours to keep once `onFilterChange` is given. @default all */
  filter?: EnvironmentListFilter | undefined
  onFilterChange?: ((filter: EnvironmentListFilter) => void) | undefined
  /** Where the name of an environment leads. */
  getHref?: ((environment: Environment, place: EnvironmentPlace) => string) | undefined
  /** Called when an environment is chosen; with `getHref` it replaces the browser's navigation. */
  onSelect?: ((environment: Environment, place: EnvironmentPlace) => void) | undefined
  /** What stands in the column of actions, which is absent without it. */
  renderActions?: ((environment: Environment, place: EnvironmentPlace) => ReactNode) | undefined
  /** @default all that have something to say, in their order */
  columns?: readonly EnvironmentColumn[] | undefined
  /** Asks again after a failure. */
  onRetry?: (() => void) | undefined
  /** Whether there is any project; without one the empty list says to begin there. @default true */
  hasProjects?: boolean | undefined
  /** What to do about an empty list, such as a button that creates an environment. */
  emptyAction?: ReactNode
  messages?: Partial<EnvironmentListMessages> | undefined
  /** Said above the table, such as what came of an action. */
  notice?: ReactNode
  /** Shown beside the filter, such as a button that creates an environment. */
  children?: ReactNode
}

/**
 * Environments in a table that becomes cards where it is narrow, with filters, an order by any column and a search. From 201 rows on only
 * those on the screen are in the page. Needs no provider. Renders a `<section>`.
 *
 * `data-state` is `loading`, `failed`, `empty`, `no-match` or `data`; `data-stale` is present while the data is. A row has `data-phase`, and
 * `data-changed` (`new` or `changed`) for a moment after a change.
 */
export const EnvironmentListView = withBoundary(
  forwardRef<HTMLElement, EnvironmentListViewProps>(function EnvironmentListView(
    {
      environments,
      clusterOf,
      clusters,
      error,
      connection,
      metricsOf,
      filter: givenFilter = everything,
      onFilterChange,
      getHref,
      onSelect,
      renderActions,
      columns,
      onRetry,
      hasProjects = true,
      emptyAction,
      notice,
      messages,
      className,
      children,
      ...elementProps
    },
    ref,
  ) {
    const words = useMessages('environmentList', environmentListMessages, messages)
    const [filter, setFilter] = useControlled(givenFilter, onFilterChange)
    const all = useMemo(
      () => environments?.map((environment) => listEnvironment(environment, clusterOf?.(environment))),
      [environments, clusterOf],
    )
    const shown = useShown(all, filter, metricsOf)
    const shownColumns = useColumns(columns, { cluster: clusters !== undefined, actions: renderActions !== undefined })
    const state = stateOf(all, shown, error)
    const counts = all !== undefined && shown !== undefined && all.length > 0 && words.showing(shown.length, all.length)
    const announcement = useAnnouncement(counts || '', JSON.stringify({ ...filter, sort: undefined }))
    // What the order depends on is part of the filter; the same function again keeps rows that did not change from being drawn.
    const onSort = useCallback((sort: EnvironmentSort) => setFilter({ ...filter, sort }), [filter, setFilter])

    return (
      <section
        ref={ref}
        className={classNames('catalyst', 'catalyst-environments', className)}
        aria-label={words.list}
        data-state={state}
        data-stale={connection?.state === 'stale' ? '' : undefined}
        {...elementProps}
      >
        <FilterBar environments={all} filter={filter} onChange={setFilter} words={words}>
          {children}
        </FilterBar>
        {/* A line of its own, always there: what it says may change, and moves nothing. */}
        <div className="catalyst-environments-line">
          <span className="catalyst-environments-shown">{counts}</span>
          <span className="catalyst-hidden" role="status">
            {announcement}
          </span>
          {connection !== undefined && <ConnectionStatusView {...connection} onRetry={onRetry} />}
        </div>
        {error !== undefined && error !== null && <ProblemView error={error} onRetry={onRetry} />}
        {clusters !== undefined && <ClusterFailures clusters={clusters} onRetry={onRetry} words={words} />}
        {notice}
        {state === 'empty' && (
          <div className="catalyst-empty">
            <EmptyIcon />
            <p className="catalyst-notice-title">{hasProjects ? words.emptyTitle : words.noProjectsTitle}</p>
            <p className="catalyst-muted">{hasProjects ? words.emptyText : words.noProjectsText}</p>
            {emptyAction}
          </div>
        )}
        {state === 'no-match' && (
          <div className="catalyst-empty">
            <SearchIcon />
            <p>{words.noMatch}</p>
            <button type="button" className="catalyst-button" onClick={() => setFilter({ sort: filter.sort })}>
              {words.clearFilters}
            </button>
          </div>
        )}
        {(state === 'data' || state === 'loading') && (
          <EnvironmentTable
            environments={shown}
            usageOf={metricsOf}
            columns={shownColumns}
            sort={filter.sort}
            onSort={onSort}
            getHref={getHref}
            onSelect={onSelect}
            renderActions={renderActions}
            words={words}
          />
        )}
      </section>
    )
  }),
)

const everything: EnvironmentListFilter = {}

type Listed = readonly ListedEnvironment[] | undefined

function useShown(all: Listed, filter: EnvironmentListFilter, usageOf: UsageOf | undefined): Listed {
  const { phase, team, project, cluster, text, sort } = filter
  const chosen = useMemo(
    () => (all === undefined ? undefined : filterEnvironments(all, { phase, team, project, cluster, text })),
    [all, phase, team, project, cluster, text],
  )
  // Usage is measured anew again and again: an order that does not depend on it need not be made anew.
  const relevant = sort !== undefined && byUsage.has(sort.column) ? usageOf : undefined
  return useMemo(
    () => (chosen === undefined ? undefined : sortEnvironments(chosen, sort, relevant)),
    [chosen, sort, relevant],
  )
}

const byUsage: ReadonlySet<string> = new Set(['cpu', 'memory', 'warnings'])

function useColumns(
  columns: readonly EnvironmentColumn[] = environmentColumns,
  { cluster, actions }: { cluster: boolean; actions: boolean },
): readonly EnvironmentColumn[] {
  return useMemo(
    () => columns.filter((column) => (column !== 'cluster' || cluster) && (column !== 'actions' || actions)),
    [columns, cluster, actions],
  )
}

function stateOf(all: Listed, shown: Listed, error: unknown): 'loading' | 'failed' | 'empty' | 'no-match' | 'data' {
  if (all === undefined || shown === undefined) return error ? 'failed' : 'loading'
  if (all.length === 0) return error ? 'failed' : 'empty'
  return shown.length === 0 ? 'no-match' : 'data'
}
