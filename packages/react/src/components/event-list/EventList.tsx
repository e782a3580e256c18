import { forwardRef } from 'react'
import { useEvents } from '../../hooks/useEvents.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { EventListView, type EventListViewProps } from './EventListView.tsx'

export interface EventListProps extends Omit<EventListViewProps, 'events'> {
  /** Default: `-`, the default cluster. */
  cluster?: string | undefined
  namespace: string
  /** Name of the environment whose events are shown, its own and those of what runs in it. Default: all of the namespace. */
  environment?: string | undefined
}

/**
 * Events, kept current. Needs a `CatalystProvider`. Renders a `<div>`, with the attributes that `EventListView` tells of and
 * `data-stale` while they are out of date, or the problem that keeps them from being shown.
 */
export const EventList = withBoundary(
  forwardRef<HTMLDivElement, EventListProps>(function EventList(
    { cluster, namespace, environment, ...viewProps },
    ref,
  ) {
    const query = useEvents({ cluster, namespace, ...(environment === undefined ? {} : { environment }) })
    if (query.isError && query.data === undefined) {
      return <ProblemView error={query.error} onRetry={() => void query.refetch()} />
    }
    return (
      <EventListView ref={ref} events={query.data?.items} data-stale={query.stale ? '' : undefined} {...viewProps} />
    )
  }),
)
