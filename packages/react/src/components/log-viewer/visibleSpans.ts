import { parseAnsi, type AnsiSpan } from './ansi/parseAnsi.ts'
import { jsonParts, readableText } from './json/readableText.ts'
import type { JsonLine } from './json/readJson.ts'
import type { Finder, Range } from './search/compileQuery.ts'

/** Characters of a line above which the rest is only shown when asked for: one endless line would freeze the page. */
export const longLine = 8_000
/** Of a cut line, how much stands before a match that would not be seen. */
const before = 200

export interface VisibleSpansOptions {
  json: JsonLine | undefined
  /** Characters that are shown at most. */
  limit: number
  finder: Finder | undefined
  /** Which match has to be among them. */
  current: number | undefined
}

export interface VisibleSpans {
  spans: readonly AnsiSpan[]
  ranges: readonly Range[]
  /** Which of the ranges is the current one. */
  current: number | undefined
  /** Whether characters are missing. */
  isCut: boolean
}

/** What of a line is shown, in its styles, and what is marked in it. */
export function visibleSpans(text: string, { json, limit, finder, current }: VisibleSpansOptions): VisibleSpans {
  const isCut = text.length > limit
  if (isCut && finder !== undefined && current !== undefined) {
    const whole = json === undefined ? readableText(text, false) : jsonParts(json).join('')
    const ranges = finder.ranges(whole)
    const range = ranges[current]
    if (range !== undefined && range[1] > limit) return excerpt(whole, { ranges, range, limit, current })
  }
  const spans = json === undefined ? parseAnsi(isCut ? text.slice(0, limit) : text) : cutSpans(jsonSpans(json), limit)
  const ranges = finder?.ranges(spans.map((span) => span.text).join('')) ?? []
  return { spans, ranges, current, isCut }
}

interface ExcerptOptions {
  ranges: readonly Range[]
  range: Range
  limit: number
  current: number
}

/** The part of a long line around a match, without its colours, which may begin anywhere before. */
function excerpt(whole: string, { ranges, range, limit, current }: ExcerptOptions): VisibleSpans {
  const start = Math.max(0, range[0] - before)
  const end = start + limit
  const shift = 1 - start
  const inside = ranges.map((one, index) => ({ one, index })).filter(({ one }) => one[0] >= start && one[1] <= end)
  return {
    spans: [{ text: `…${whole.slice(start, end)}`, className: '' }],
    ranges: inside.map(({ one: [from, to] }) => [from + shift, to + shift] as const),
    current: inside.findIndex(({ index }) => index === current),
    isCut: true,
  }
}

function jsonSpans(json: JsonLine): AnsiSpan[] {
  const [level, message, fields] = jsonParts(json)
  const spans = [
    { text: level, className: 'catalyst-log-level' },
    { text: message, className: '' },
    { text: fields, className: 'catalyst-log-json-fields' },
  ]
  return spans.filter((span) => span.text !== '')
}

function cutSpans(spans: readonly AnsiSpan[], limit: number): AnsiSpan[] {
  let left = limit
  return spans.flatMap((span) => {
    const text = span.text.slice(0, Math.max(0, left))
    left -= span.text.length
    return text === '' ? [] : [{ ...span, text }]
  })
}
