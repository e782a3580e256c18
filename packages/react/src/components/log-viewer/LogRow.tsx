import type { LogLine } from '@catalyst/api'
import { memo, type ReactNode } from 'react'
import { sourceLabel } from './entryText.ts'
import { formatTime, lineTime, type LineTime } from './formatTime.ts'
import { LineContent } from './LineContent.tsx'
import { isMarker, type LogEntry } from './LogEntry.ts'
import type { LogLook } from './LogLook.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'
import { markerText } from './markerText.ts'
import type { Finder } from './search/compileQuery.ts'
import type { LogSeverity } from './severity/LogSeverity.ts'

export interface LogRowProps {
  entry: LogEntry
  /** Number of the entry. */
  row: number
  severity: LogSeverity | undefined
  /** Which of the colours its source has. */
  hue: number
  look: LogLook
  finder: Finder | undefined
  currentMatch: number | undefined
  /** Whether it is the line that a link leads to. */
  isMarked: boolean
  /** Whether something is left out before it. */
  isAfterGap: boolean
  /** Whether it is only there because a selection begins or ends in it. */
  isPinned: boolean
  opened: number
  onOpen: (row: number, opened: number) => void
  onLineClick: ((row: number) => void) | undefined
  /** For relative times; the same for all others. */
  now: number
  messages: LogViewerMessages
}

/** One entry of the log. Renders a `<div>`; `data-marker` tells a marker from a line, `data-severity` how bad a line is. */
export const LogRow = memo(function LogRow(props: LogRowProps): ReactNode {
  const { entry, row, severity, look, isMarked, isAfterGap, isPinned, onOpen, messages } = props
  const state = {
    'data-row': row,
    'data-gap': isAfterGap ? '' : undefined,
    'data-pinned': isPinned ? '' : undefined,
  }
  if (isMarker(entry)) {
    return (
      <div className="catalyst-log-row" data-marker={entry.marker} {...state}>
        <span className="catalyst-log-marker">{markerText(entry, messages)}</span>
      </div>
    )
  }
  return (
    <div className="catalyst-log-row" data-severity={severity} data-marked={isMarked ? '' : undefined} {...state}>
      {look.lineNumbers && <LineNumber {...props} />}
      <Time timestamp={entry.time} timestamps={look.timestamps} now={props.now} />
      <Source line={entry} hue={props.hue} sources={look.sources} />
      <LineContent
        text={entry.text}
        json={look.json}
        finder={props.finder}
        currentMatch={props.currentMatch}
        opened={props.opened}
        onOpen={(opened) => onOpen(row, opened)}
        messages={messages}
      />
    </div>
  )
})

/** The number is drawn, not written: it is no text of the line, and not copied with it. */
function LineNumber({ row, isMarked, onLineClick, messages }: LogRowProps): ReactNode {
  return (
    <button
      type="button"
      className="catalyst-log-number"
      // One stop for each line would be too many: the keys of the log mark a line as well.
      tabIndex={-1}
      aria-label={messages.lineLink(row + 1)}
      aria-pressed={isMarked}
      data-number={row + 1}
      onClick={() => onLineClick?.(row)}
    />
  )
}

function Time({ timestamp, ...options }: LineTime & { timestamp: string }): ReactNode {
  if (options.timestamps === 'off') return null
  const { date, time } = lineTime(timestamp, options)
  const exact = formatTime(timestamp)
  return (
    <time
      className="catalyst-log-time"
      dateTime={timestamp}
      title={options.timestamps === 'relative' ? `${exact.date} ${exact.time}` : timestamp}
    >
      {date !== '' && <span className="catalyst-log-date">{date} </span>}
      {time}{' '}
    </time>
  )
}

interface SourceProps {
  line: LogLine
  hue: number
  sources: LogLook['sources']
}

function Source({ line, hue, sources }: SourceProps): ReactNode {
  const label = sourceLabel(line, sources)
  if (label === '') return null
  return (
    <span className="catalyst-log-source" data-hue={hue} title={`${line.pod}/${line.container}`}>
      {label}{' '}
    </span>
  )
}
