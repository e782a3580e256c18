import type { LogLine } from '@catalyst/api'
import { formatTime } from './formatTime.ts'
import { isMarker, type LogEntry, type LogSnapshot } from './LogBuffer.ts'
import { plainTextOf } from './LogSearch.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'
import { markerText } from './markerText.ts'

export interface LineLook {
  showTime: boolean
  /** Whether lines of several containers, or of several pods, stand side by side. */
  sources: 'one' | 'containers' | 'pods'
}

/** What stands before a line to tell where it comes from. */
export function sourceLabel({ pod, container }: LogLine, sources: LineLook['sources']): string {
  if (sources === 'one') return ''
  return sources === 'containers' ? container : `${pod.slice(pod.lastIndexOf('-') + 1)}/${container}`
}

/** An entry as it is read on the screen, for copying. */
export function entryText(entry: LogEntry, look: LineLook, messages: LogViewerMessages): string {
  if (isMarker(entry)) return `--- ${markerText(entry, messages)} ---`
  const { date, time } = formatTime(entry.time)
  const source = sourceLabel(entry, look.sources)
  return `${look.showTime ? `${date} ${time} ` : ''}${source === '' ? '' : `${source} `}${plainTextOf(entry)}`
}

/** The whole of what is loaded, one line each. */
export function logText(snapshot: LogSnapshot, look: LineLook, messages: LogViewerMessages): string {
  const lines: string[] = []
  for (let index = 0; index < snapshot.count; index++) {
    const entry = snapshot.entries[index]
    if (entry !== undefined) lines.push(entryText(entry, look, messages))
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
