import type { KubernetesEvent } from '@catalyst/api'
import { useEvents } from '@catalyst/react'
import type { ResourceRef } from '@catalyst/sdk'
import type { ReactNode } from 'react'

/** Rows of events; more than these were never read. */
const shownEvents = 12

/** The newest things that Kubernetes had to say about an environment. */
export function EventsCard({ environmentRef }: { environmentRef: ResourceRef }): ReactNode {
  const { cluster, namespace, name: environment } = environmentRef
  const query = useEvents({ cluster, namespace, environment })
  const events = query.data?.items.toSorted((a, b) => timeOf(b) - timeOf(a)).slice(0, shownEvents)
  return (
    <section className="app-card" aria-labelledby="events">
      <h2 id="events">Events</h2>
      {events === undefined ? (
        <p className="catalyst-muted">{query.isError ? 'Events can’t be read now.' : 'Loading events …'}</p>
      ) : events.length === 0 ? (
        <p className="catalyst-muted">Nothing happened lately. Kubernetes keeps events for an hour.</p>
      ) : (
        <ul className="app-events">
          {events.map((event) => (
            <li key={event.metadata.uid ?? `${event.metadata.name}`} data-type={event.type}>
              <p>
                <strong>{event.reason}</strong>
                {event.type === 'Warning' && <span className="catalyst-tag">Warning</span>}
                <span className="catalyst-muted app-event-object">
                  {event.involvedObject.kind} {event.involvedObject.name}
                </span>
                <EventTime event={event} />
              </p>
              <p className="app-event-message">{event.message}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function EventTime({ event }: { event: KubernetesEvent }): ReactNode {
  const time = timeOf(event)
  if (time === 0) return null
  const date = new Date(time)
  const times = (event.count ?? 1) > 1 ? `${event.count ?? 1} ×, ` : ''
  return (
    <time className="catalyst-muted" dateTime={date.toISOString()}>
      {times}
      {date.toLocaleTimeString()}
    </time>
  )
}

function timeOf({ lastTimestamp, eventTime, firstTimestamp }: KubernetesEvent): number {
  return Date.parse(lastTimestamp ?? eventTime ?? firstTimestamp ?? '') || 0
}
