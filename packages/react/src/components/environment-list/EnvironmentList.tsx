import type { PhaseFilter } from '@catalyst/api/phases'
import { forwardRef } from 'react'
import { useConnection } from '../../hooks/useConnection.ts'
import { useEnvironments } from '../../hooks/useEnvironments.ts'
import { connectionOf } from '../../internals/connectionOf.ts'
import { problemKind } from '../problem-view/problemKind.ts'
import { environmentColumns } from './environmentColumns.ts'
import { EnvironmentListView, type EnvironmentListViewProps } from './EnvironmentListView.tsx'
import { useUsage } from './useUsage.ts'

export interface EnvironmentListProps extends Omit<
  EnvironmentListViewProps,
  'environments' | 'error' | 'connection' | 'metricsOf' | 'onRetry'
> {
  /** A registered cluster. @default '-' (the default one) */
  cluster?: string | undefined
  /** Only those of this namespace. @default all that the caller may see */
  namespace?: string | undefined
  /** Only those of this team. */
  team?: string | undefined
  /** Only those of this project. */
  project?: string | undefined
  labelSelector?: string | undefined
  /** Which phases are shown at first, or always with `onPhaseChange`. @default all */
  phase?: PhaseFilter | undefined
  /** Keeps the list current over the event stream. @default true */
  live?: boolean | undefined
  /** Milliseconds between polls while there is no stream; `false` for never. @default 5_000 */
  refetchInterval?: number | false | undefined
}

/**
 * The environments that the caller may see, live, with their usage. Needs a `CatalystProvider`; `EnvironmentListView` is the same
 * on data of your own. Renders a `<section>`, with the attributes that `EnvironmentListView` tells of.
 */
export const EnvironmentList = forwardRef<HTMLElement, EnvironmentListProps>(function EnvironmentList(
  {
    cluster = '-',
    namespace,
    team,
    project,
    labelSelector,
    live,
    refetchInterval,
    columns = environmentColumns,
    ...viewProps
  },
  ref,
) {
  const query = useEnvironments({ cluster, namespace, team, project, labelSelector }, { live, refetchInterval })
  const connection = useConnection()
  const metricsOf = useUsage(columns.some((column) => usageColumns.has(column)) ? { cluster } : undefined)
  // What one may no longer see is not kept on the screen.
  const isHidden = query.error !== null && hiding.has(problemKind(query.error))
  return (
    <EnvironmentListView
      ref={ref}
      environments={isHidden ? undefined : query.data?.items}
      error={query.error ?? undefined}
      // Beside an error and nothing else, "live" would be about the wrong thing.
      connection={
        live === false || (query.isError && query.data === undefined) ? undefined : connectionOf(query, connection)
      }
      metricsOf={metricsOf}
      columns={columns}
      onRetry={() => {
        connection.retry()
        void query.refetch()
      }}
      {...viewProps}
    />
  )
})

const usageColumns: ReadonlySet<string> = new Set(['cpu', 'memory', 'warnings'])
const hiding: ReadonlySet<string> = new Set(['forbidden', 'unauthorized', 'type-missing', 'cluster-missing'])
