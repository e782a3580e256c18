import type { Environment } from '@catalyst/api'
import { forwardRef, useCallback, useMemo } from 'react'
import { useConnection } from '../../hooks/useConnection.ts'
import { useEnvironments } from '../../hooks/useEnvironments.ts'
import type { ClusterListsResult } from '../../hooks/useLiveLists.ts'
import { useProjects } from '../../hooks/useProjects.ts'
import { connectionOf } from '../../internals/connectionOf.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { problemKind } from '../problem-view/problemKind.ts'
import { environmentColumns } from './environmentColumns.ts'
import { EnvironmentListView, type EnvironmentListViewProps } from './EnvironmentListView.tsx'
import { environmentListMessages } from './environmentListMessages.ts'
import { useEnvironmentUsage } from './useEnvironmentUsage.ts'
import { useRowActions } from './useRowActions.tsx'

export interface EnvironmentListProps extends Omit<
  EnvironmentListViewProps,
  | 'environments'
  | 'clusterOf'
  | 'clusters'
  | 'error'
  | 'connection'
  | 'metricsOf'
  | 'onRetry'
  | 'hasProjects'
  | 'notice'
  | 'renderActions'
> {
  /** A registered cluster. @default '-' (the default one) */
  cluster?: string | undefined
  /** Several registered clusters at once, in the place of `cluster`; what one of them can't tell is said beside what the others have. */
  clusters?: readonly string[] | undefined
  /** Only those of this namespace. @default all that the caller may see */
  namespace?: string | undefined
  /** Only those of this team. */
  team?: string | undefined
  /** Only those of this project. */
  project?: string | undefined
  labelSelector?: string | undefined
  /** Keeps the list current over the event stream. @default true */
  live?: boolean | undefined
  /** Milliseconds between polls while there is no stream; `false` for never. @default 5_000 */
  refetchInterval?: number | false | undefined
  /**
   * What stands in the column of actions; `false` leaves it out.
   * @default a menu with what the caller may do: open, visit, deploy again, restart, delete, and end a deletion that hangs
   */
  renderActions?: EnvironmentListViewProps['renderActions'] | false
  /** Offers removal by force for every environment, for those who watch over them. @default false */
  canForce?: boolean | undefined
}

/**
 * The environments that the caller may see, live, with their usage. Needs a `CatalystProvider`; `EnvironmentListView` is the same
 * on data of your own. Renders a `<section>`, with the attributes that `EnvironmentListView` tells of.
 */
export const EnvironmentList = withBoundary(
  forwardRef<HTMLElement, EnvironmentListProps>(function EnvironmentList(
    {
      cluster,
      clusters,
      namespace,
      team,
      project,
      labelSelector,
      live,
      refetchInterval,
      columns = environmentColumns,
      renderActions,
      canForce = false,
      ...viewProps
    },
    ref,
  ) {
    const choice = { cluster, clusters }
    const words = useMessages('environmentList', environmentListMessages, viewProps.messages)
    const actions = useRowActions({ getHref: viewProps.getHref, onSelect: viewProps.onSelect, canForce, words })
    const query = useEnvironments({ ...choice, namespace, team, project, labelSelector }, { live, refetchInterval })
    const connection = useConnection()
    const usage = useEnvironmentUsage(choice, { enabled: columns.some((column) => usageColumns.has(column)) })
    const isEmpty = query.data?.items.length === 0
    const projects = useProjects({ ...choice, namespace }, { enabled: isEmpty, refetchInterval: false }).data
    const clusterOf = useClusterOf(query)
    const metricsOf = useCallback(
      (environment: Environment) => usage(environment, clusterOf(environment)),
      [usage, clusterOf],
    )
    // What one may no longer see is not kept on the screen.
    const isHidden = query.error !== null && hiding.has(problemKind(query.error))
    return (
      <EnvironmentListView
        ref={ref}
        environments={isHidden ? undefined : query.data?.items}
        clusterOf={clusterOf}
        clusters={clusters === undefined ? undefined : query.isError ? [] : query.clusters}
        error={query.error ?? undefined}
        // Beside an error and nothing else, "live" would be about the wrong thing.
        connection={
          live === false || (query.isError && query.data === undefined) ? undefined : connectionOf(query, connection)
        }
        metricsOf={metricsOf}
        columns={columns}
        hasProjects={projects === undefined || projects.items.length > 0}
        onRetry={() => {
          connection.retry()
          void query.refetch()
        }}
        renderActions={renderActions === false ? undefined : (renderActions ?? actions.renderActions)}
        notice={
          <>
            {actions.notice}
            {actions.dialog}
          </>
        }
        {...viewProps}
      />
    )
  }),
)

const usageColumns: ReadonlySet<string> = new Set(['cpu', 'memory', 'warnings'])
const hiding: ReadonlySet<string> = new Set(['forbidden', 'unauthorized', 'type-missing', 'cluster-missing'])

/** An environment does not say its cluster; its place among the answers does. */
function useClusterOf({ clusters, data }: ClusterListsResult<Environment>): (environment: Environment) => string {
  return useMemo(() => {
    const places = new Map(clusters.flatMap(({ cluster, items = [] }) => items.map((item) => [item, cluster] as const)))
    return (environment: Environment) => places.get(environment) ?? '-'
    // What holds the lists is written anew with every render; `data` is, too, once one of the lists is another.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data])
}
