import { formatTime } from './formatTime.ts'
import type { LogMarker } from './LogEntry.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'

/** What a marker says. */
export function markerText({ marker, pod, container, reason, gap }: LogMarker, messages: LogViewerMessages): string {
  switch (marker) {
    case 'rotated':
      return messages.rotated(gap && formatTime(gap.from).time, gap && formatTime(gap.to).time)
    case 'reconnected':
      return messages.reconnected(gap && formatTime(gap.from).time, gap && formatTime(gap.to).time)
    case 'container-restarted':
      return messages.containerRestarted(container, reason)
    case 'ended':
      return messages.containerEnded(container, reason)
    case 'gone':
      return messages.podGone(pod)
  }
}
