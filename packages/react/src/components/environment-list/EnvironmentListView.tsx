import type { Environment, EnvironmentMetrics } from '@catalyst/api'
import type { PhaseFilter } from '@catalyst/api/phases'
import { forwardRef, useMemo, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { EmptyIcon, SearchIcon } from '../../internals/icons.tsx'
import { useControlled } from '../../internals/useControlled.ts'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ConnectionStatusView, type ConnectionStatusViewProps } from '../connection-status/ConnectionStatusView.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { environmentColumns, type EnvironmentColumn } from './environmentColumns.ts'
import { environmentListMessages, type EnvironmentListMessages } from './environmentListMessages.ts'
import { EnvironmentTable } from './EnvironmentTable.tsx'
import { countByFilter, filterEnvironments, sortEnvironments } from './filterEnvironments.ts'
import { StatusFilter } from './StatusFilter.tsx'

export interface EnvironmentListViewProps extends Omit<ComponentPropsWithoutRef<'section'>, 'onSelect' | 'children'> {
  /** `undefined` while they load, or when there is only an error. */
  environments: readonly Environment[] | undefined
  /** Why they can't be shown, or can't be renewed. */
  error?: unknown
  /** Whether what is shown is live; nothing is said of it when absent. */
  connection?: Pick<ConnectionStatusViewProps, 'state' | 'since' | 'retryAt' | 'reason'> | undefined
  /** Usage of an environment against its quota; `undefined` while it is not known. */
  metricsOf?: ((environment: Environment) => EnvironmentMetrics | undefined) | undefined
  /** Which phases are shown; the filter is yours to keep once `onPhaseChange` is given. @default all */
  phase?: PhaseFilter | undefined
  onPhaseChange?: ((phase: PhaseFilter | undefined) => void) | undefined
  /** What is searched for; yours to keep once `onSearchChange` is given. @default '' */
  search?: string | undefined
  onSearchChange?: ((search: string) => void) | undefined
  /** Where the name of an environment leads. */
  getHref?: ((environment: Environment) => string) | undefined
  /** Called when an environment is chosen; with `getHref` it replaces the browser's navigation. */
  onSelect?: ((environment: Environment) => void) | undefined
  /** @default all, in their order */
  columns?: readonly EnvironmentColumn[] | undefined
  /** Asks again after a failure. */
  onRetry?: (() => void) | undefined
  messages?: Partial<EnvironmentListMessages> | undefined
  /** Shown beside the filter, such as a button that creates an environment. */
  children?: ReactNode
}

/**
 * Environments in a table that becomes cards where it is narrow, with a filter by status and a search. Needs no provider.
 * Renders a `<section>`.
 *
 * `data-state` is `loading`, `failed`, `empty`, `no-match` or `data`; `data-stale` is present while the data is.
 */
export const EnvironmentListView = forwardRef<HTMLElement, EnvironmentListViewProps>(function EnvironmentListView(
  {
    environments,
    error,
    connection,
    metricsOf,
    phase: givenPhase,
    onPhaseChange,
    search = '',
    onSearchChange,
    getHref,
    onSelect,
    columns = environmentColumns,
    onRetry,
    messages,
    className,
    children,
    ...elementProps
  },
  ref,
) {
  const words = useMessages('environmentList', environmentListMessages, messages)
  const [phase, setPhase] = useControlled(givenPhase, onPhaseChange)
  const [text, setText] = useControlled(search, onSearchChange)
  const shown = useMemo(
    () =>
      environments === undefined ? undefined : sortEnvironments(filterEnvironments(environments, { phase, text })),
    [environments, phase, text],
  )
  const counts = useMemo(() => (environments === undefined ? undefined : countByFilter(environments)), [environments])
  const state = stateOf(environments, shown, error)

  const clear = () => {
    setText('')
    setPhase(undefined)
  }

  return (
    <section
      ref={ref}
      className={classNames('catalyst', 'catalyst-environments', className)}
      aria-label={words.list}
      data-state={state}
      data-stale={connection?.state === 'stale' ? '' : undefined}
      {...elementProps}
    >
      <div className="catalyst-environments-bar">
        <StatusFilter value={phase} onChange={setPhase} counts={counts} total={environments?.length} words={words} />
        <label className="catalyst-field catalyst-environments-search">
          <SearchIcon />
          <input
            type="search"
            value={text}
            placeholder={words.search}
            aria-label={words.search}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        {children !== undefined && <div className="catalyst-environments-actions">{children}</div>}
      </div>
      {/* A line of its own, always there: what it says may change, and moves nothing. */}
      <div className="catalyst-environments-line">
        <span className="catalyst-environments-shown" role="status">
          {environments !== undefined &&
            shown !== undefined &&
            environments.length > 0 &&
            words.showing(shown.length, environments.length)}
        </span>
        {connection !== undefined && <ConnectionStatusView {...connection} onRetry={onRetry} />}
      </div>
      {error !== undefined && error !== null && <ProblemView error={error} onRetry={onRetry} />}
      {state === 'empty' && (
        <div className="catalyst-empty">
          <EmptyIcon />
          <p className="catalyst-notice-title">{words.emptyTitle}</p>
          <p className="catalyst-muted">{words.emptyText}</p>
        </div>
      )}
      {state === 'no-match' && (
        <div className="catalyst-empty">
          <SearchIcon />
          <p>{words.noMatch}</p>
          <button type="button" className="catalyst-button" onClick={clear}>
            {words.clearFilters}
          </button>
        </div>
      )}
      {(state === 'data' || state === 'loading') && (
        <EnvironmentTable
          environments={shown}
          metricsOf={metricsOf}
          columns={columns}
          getHref={getHref}
          onSelect={onSelect}
          words={words}
        />
      )}
    </section>
  )
})

function stateOf(
  environments: readonly Environment[] | undefined,
  shown: readonly Environment[] | undefined,
  error: unknown,
): 'loading' | 'failed' | 'empty' | 'no-match' | 'data' {
  if (environments === undefined || shown === undefined) return error ? 'failed' : 'loading'
  if (environments.length === 0) return error ? 'failed' : 'empty'
  return shown.length === 0 ? 'no-match' : 'data'
}
