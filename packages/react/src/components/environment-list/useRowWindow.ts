import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { useIsomorphicLayoutEffect, useLatest } from '../../internals/useLatest.ts'
import { rowAt, RowHeights } from './RowHeights.ts'

/** Rows before and after those on the screen, for a reader who scrolls faster than the page is drawn. */
const overscan = 12
/** Rows are added and taken away by so many at once, so that not every turn of the wheel draws anew. */
const step = 8
const guessedHeight = 56

export interface RowWindow {
  /** Which rows are drawn, ascending. */
  readonly rows: readonly number[]
  /** The height that stands for the rows which are not drawn before a row; before `count` for those at the end. */
  readonly gapBefore: (row: number) => number
}

interface RowWindowOptions {
  keys: readonly string[]
  /** The element whose children are the rows, and between them what stands for the others, with `data-gap`. */
  body: RefObject<HTMLElement | null>
  /** Rows that are drawn wherever they are, such as the one with the focus. */
  pinned: readonly number[]
  /** Draws all rows when false. */
  enabled: boolean
}

/** The rows of a list that are on the screen, whichever element scrolls. */
export function useRowWindow({ keys, body, pinned, enabled }: RowWindowOptions): RowWindow {
  const [heights, setHeights] = useState(() => new RowHeights(guessedHeight))
  const [measured, setMeasured] = useState(0)
  const [range, setRange] = useState({ first: 0, end: 2 * overscan })
  // `measured` tells that the same object says something else now.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const tops = useMemo(() => (enabled ? heights.tops(keys) : undefined), [enabled, heights, keys, measured])

  const look = () => {
    const element = body.current
    if (element === null || tops === undefined || isHidden(element)) return
    const { top } = element.getBoundingClientRect()
    const next = {
      first: Math.max(0, down(rowAt(tops, -top) - overscan)),
      end: down(rowAt(tops, window.innerHeight - top) + overscan) + step,
    }
    setRange((before) => (before.first === next.first && before.end === next.end ? before : next))
  }
  const latestLook = useLatest(look)

  // After every drawing, since any may have changed a height.
  useIsomorphicLayoutEffect(() => {
    if (body.current === null || !enabled || isHidden(body.current)) return
    if (heights.measure(measureRows(body.current))) setMeasured((count) => count + 1)
    look()
  })

  useEffect(() => {
    if (!enabled) return
    const onMove = () => latestLook.current()
    // Scrolling does not bubble, but it is seen on its way down, whatever scrolls.
    document.addEventListener('scroll', onMove, { capture: true, passive: true })
    window.addEventListener('resize', onMove)
    return () => {
      document.removeEventListener('scroll', onMove, { capture: true })
      window.removeEventListener('resize', onMove)
    }
  }, [enabled, latestLook])

  const width = useRef(0)
  useEffect(() => {
    const element = body.current
    if (element === null || !enabled) return
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width.current) return
      const isFirst = width.current === 0
      width.current = element.clientWidth
      // Rows of another width are of another height.
      if (!isFirst) setHeights(new RowHeights(guessedHeight))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [body, enabled])

  return useMemo(() => {
    if (tops === undefined) return { rows: Array.from(keys, (_, row) => row), gapBefore: () => 0 }
    const end = Math.min(range.end, keys.length)
    const first = Math.min(range.first, Math.max(0, end - overscan))
    const shown = Array.from({ length: end - first }, (_, offset) => first + offset)
    const kept = pinned.filter((row) => row >= 0 && row < keys.length && (row < first || row >= end))
    const rows = [...new Set([...shown, ...kept])].sort((a, b) => a - b)
    const gaps = new Map(
      [...rows, keys.length].map((row, at) => [row, (tops[row] ?? 0) - (tops[(rows[at - 1] ?? -1) + 1] ?? 0)]),
    )
    return { rows, gapBefore: (row: number) => gaps.get(row) ?? 0 }
  }, [tops, keys, range, pinned])
}

/** In a part of the page that is not shown, such as a closed tab, everything seems to be at the top and of no height. */
function isHidden(element: HTMLElement): boolean {
  return element.getClientRects().length === 0
}

function down(row: number): number {
  return Math.floor(row / step) * step
}

/** From the top of each row to the top of what follows: what lies between rows is theirs. */
function measureRows(body: HTMLElement): Map<string, number> {
  const heights = new Map<string, number>()
  const children = [...body.children] as HTMLElement[]
  let following = children.at(-1)?.getBoundingClientRect().top ?? 0
  for (const child of children.reverse()) {
    const { top } = child.getBoundingClientRect()
    const key = child.dataset['key']
    if (key !== undefined) heights.set(key, following - top)
    following = top
  }
  return heights
}
