import { memo, type ReactNode } from 'react'
import { parseAnsi, type AnsiSpan } from './ansi/parseAnsi.ts'

export interface LineTextProps {
  text: string
  /** What to mark, in any case; nothing when empty. */
  query: string
  /** Which of the matches of this line is the current one. */
  currentMatch: number | undefined
}

/** A line's text in its colours, with the matches of a search marked. Renders `<span>` and `<mark>`. */
export const LineText = memo(function LineText({ text, query, currentMatch }: LineTextProps): ReactNode {
  const spans = parseAnsi(text)
  if (query === '') return spans.map((span, index) => <Run key={index} span={span} text={span.text} />)

  const whole = spans.map((span) => span.text).join('')
  const ranges = rangesOf(whole.toLowerCase(), query.toLowerCase())
  const nodes: ReactNode[] = []
  let start = 0
  for (const span of spans) {
    const end = start + span.text.length
    for (const piece of cut(start, end, ranges)) {
      const run = <Run key={`${piece.from}`} span={span} text={whole.slice(piece.from, piece.to)} />
      if (piece.match === undefined) nodes.push(run)
      else {
        const isCurrent = piece.match === currentMatch
        nodes.push(
          <mark key={`m${piece.from}`} className="catalyst-log-match" data-current={isCurrent ? '' : undefined}>
            {isCurrent ? whole.slice(piece.from, piece.to) : run}
          </mark>,
        )
      }
    }
    start = end
  }
  return nodes
})

function Run({ span, text }: { span: AnsiSpan; text: string }): ReactNode {
  const { className, color, background } = span
  if (className === '' && color === undefined && background === undefined) return text
  return (
    <span className={className || undefined} style={{ color, background }}>
      {text}
    </span>
  )
}

type Range = readonly [from: number, to: number]

function rangesOf(text: string, needle: string): Range[] {
  const ranges: Range[] = []
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length)) {
    ranges.push([at, at + needle.length])
  }
  return ranges
}

interface Piece {
  from: number
  to: number
  match?: number
}

/** Cuts a run where matches begin and end. */
function cut(start: number, end: number, ranges: readonly Range[]): Piece[] {
  const pieces: Piece[] = []
  let at = start
  for (const [match, [from, to]] of ranges.entries()) {
    if (to <= at) continue
    if (from >= end) break
    if (from > at) pieces.push({ from: at, to: from })
    pieces.push({ from: Math.max(from, at), to: Math.min(to, end), match })
    at = Math.min(to, end)
  }
  if (at < end) pieces.push({ from: at, to: end })
  return pieces
}
