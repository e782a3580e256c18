/** Words of `EventList`. */
export interface EventListMessages {
  list: string
  loading: string
  empty: string
  noWarning: string
  warning: string
  warningsOnly: (count: number) => string
  ago: (age: string) => string
  /** How often, and over how long where that is known. */
  times: (count: number, span: string | undefined) => string
  more: (count: number) => string
}

export const eventListMessages: EventListMessages = {
  list: 'Events',
  loading: 'Loading events',
  empty: 'Nothing happened lately. Kubernetes keeps events for an hour.',
  noWarning: 'No warning lately.',
  warning: 'Warning',
  warningsOnly: (count) => `Only warnings (${count})`,
  ago: (age) => `${age} ago`,
  times: (count, span) => (span === undefined ? `${count} times` : `${count} times in ${span}`),
  more: (count) => `Show ${count} more`,
}
