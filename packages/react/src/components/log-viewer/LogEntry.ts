import type { LogLine, LogStateEvent } from '@catalyst/api'

/** What stands between two lines: a gap, a restart, an end, a lost connection that came back. */
export interface LogMarker extends Pick<LogStateEvent, 'pod' | 'container' | 'reason' | 'gap'> {
  marker: 'rotated' | 'container-restarted' | 'ended' | 'gone' | 'reconnected'
}

export type LogEntry = LogLine | LogMarker

export function isMarker(entry: LogEntry): entry is LogMarker {
  return 'marker' in entry
}
