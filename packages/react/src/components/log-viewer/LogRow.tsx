import type { LogLine } from '@catalyst/api'
import { memo, useState, type CSSProperties, type ReactNode, type Ref } from 'react'
import { formatTime } from './formatTime.ts'
import { LineText } from './LineText.tsx'
import { sourceLabel, type LineLook } from './entryText.ts'
import { isMarker, type LogEntry } from './LogBuffer.ts'
import { markerText } from './markerText.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'

export interface LogRowProps {
  entry: LogEntry
  /** Number of the entry, and its place in the list. */
  row: number
  index: number
  start: number
  look: LineLook
  query: string
  currentMatch: number | undefined
  messages: LogViewerMessages
  measure: Ref<HTMLDivElement> | undefined
}

/** Characters of a line above which the rest is only shown when asked for: one endless line would freeze the page. */
const longLine = 8_000

/** One entry of the log. Renders a `<div>` at its place in the list; `data-marker` tells a marker from a line. */
export const LogRow = memo(function LogRow(props: LogRowProps): ReactNode {
  const { entry, row, index, start, look, messages, measure } = props
  const place: CSSProperties = { transform: `translateY(${start}px)` }
  if (isMarker(entry)) {
    return (
      <div
        ref={measure}
        className="catalyst-log-row"
        data-row={row}
        data-index={index}
        data-marker={entry.marker}
        style={place}
      >
        <span className="catalyst-log-marker">{markerText(entry, messages)}</span>
      </div>
    )
  }
  return (
    <div ref={measure} className="catalyst-log-row" data-row={row} data-index={index} style={place}>
      {look.showTime && <Time timestamp={entry.time} />}
      <Source line={entry} sources={look.sources} />
      <Text {...props} line={entry} />
    </div>
  )
})

function Time({ timestamp }: { timestamp: string }): ReactNode {
  const { date, time } = formatTime(timestamp)
  return (
    <time className="catalyst-log-time" dateTime={timestamp} title={timestamp}>
      <span className="catalyst-log-date">{date} </span>
      {time}{' '}
    </time>
  )
}

function Source({ line, sources }: { line: LogLine; sources: LineLook['sources'] }): ReactNode {
  const label = sourceLabel(line, sources)
  if (label === '') return null
  return (
    <span
      className="catalyst-log-source"
      data-hue={hueOf(`${line.pod}/${line.container}`)}
      title={`${line.pod}/${line.container}`}
    >
      {label}{' '}
    </span>
  )
}

function Text({ line, query, currentMatch, messages }: LogRowProps & { line: LogLine }): ReactNode {
  const [isWhole, setIsWhole] = useState(false)
  const isCut = !isWhole && line.text.length > longLine
  return (
    <span className="catalyst-log-text">
      <LineText text={isCut ? line.text.slice(0, longLine) : line.text} query={query} currentMatch={currentMatch} />
      {isCut && (
        <button type="button" className="catalyst-log-more" onClick={() => setIsWhole(true)}>
          {messages.showWholeLine(line.text.length)}
        </button>
      )}
    </span>
  )
}

/** One of six hues, always the same for the same source. */
function hueOf(source: string): number {
  let sum = 0
  for (let index = 0; index < source.length; index++) sum = (sum * 31 + source.charCodeAt(index)) >>> 0
  return sum % 6
}
