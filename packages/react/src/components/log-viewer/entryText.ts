import type { LogLine } from '@catalyst/api'
import { lineTime } from './formatTime.ts'
import { readableText } from './json/readableText.ts'
import { isMarker, type LogEntry } from './LogEntry.ts'
import type { LogLook, LogSourceLabels } from './LogLook.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'
import { markerText } from './markerText.ts'

export interface EntryTextOptions {
  look: LogLook
  messages: LogViewerMessages
  /** The time right now in milliseconds, for relative times. */
  now: number
}

/** What stands before a line to tell where it comes from. */
export function sourceLabel({ pod, container }: LogLine, sources: LogSourceLabels): string {
  if (sources === 'one') return ''
  return sources === 'containers' ? container : `${pod.slice(pod.lastIndexOf('-') + 1)}/${container}`
}

/** An entry as it is read on the screen, for copying. */
export function entryText(entry: LogEntry, { look, messages, now }: EntryTextOptions): string {
  if (isMarker(entry)) return `--- ${markerText(entry, messages)} ---`
  const { date, time } = lineTime(entry.time, { timestamps: look.timestamps, now })
  const parts = [date, time, sourceLabel(entry, look.sources), readableText(entry.text, look.json)]
  return parts.filter((part, index) => part !== '' || index === parts.length - 1).join(' ')
}
