import type { ReactNode } from 'react'
import type { AnsiSpan } from './ansi/parseAnsi.ts'
import type { Range } from './search/compileQuery.ts'

export interface MarkedSpansProps {
  spans: readonly AnsiSpan[]
  /** What to mark of the text that all spans make, in order. */
  ranges: readonly Range[]
  /** Which of the ranges is the current match. */
  current?: number | undefined
}

/** Runs of text in their styles, with the matches of a search marked. Renders `<span>` and `<mark>`. */
export function MarkedSpans({ spans, ranges, current }: MarkedSpansProps): ReactNode {
  if (ranges.length === 0) return spans.map((span, index) => <Run key={index} span={span} text={span.text} />)
  const nodes: ReactNode[] = []
  let start = 0
  for (const span of spans) {
    for (const { from, to, match } of cut(start, start + span.text.length, ranges)) {
      const text = span.text.slice(from - start, to - start)
      const run = <Run key={from} span={span} text={text} />
      const isCurrent = match === current
      nodes.push(
        match === undefined ? (
          run
        ) : (
          <mark key={`m${from}`} className="catalyst-log-match" data-current={isCurrent ? '' : undefined}>
            {isCurrent ? text : run}
          </mark>
        ),
      )
    }
    start += span.text.length
  }
  return nodes
}

function Run({ span, text }: { span: AnsiSpan; text: string }): ReactNode {
  const { className, color, background } = span
  if (className === '' && color === undefined && background === undefined) return text
  return (
    <span className={className || undefined} style={{ color, background }}>
      {text}
    </span>
  )
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
