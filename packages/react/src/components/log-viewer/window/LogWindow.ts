import { heightOf, maxTopOf, positionAt, topOf, type Position, type ScrollSpace } from './scrollGeometry.ts'

/** What the window looks onto. */
export interface WindowContent {
  /** How many rows there are. */
  count: number
  /** Number of the row at an index. */
  rowAt: (index: number) => number | undefined
  /** Index of the first row whose number is not below this. */
  indexFrom: (row: number) => number
  /** Whether rows may differ in height. */
  isMeasured: boolean
  /** Whether the last row is kept in view, */
  isFollowing: boolean
  /** but for now the rows stay where they are. */
  isHeld: boolean
  /** Whether all rows are known; others may still be found. */
  isComplete: boolean
}

/** Which rows are in the page: from one index to before another. */
export interface WindowRange {
  start: number
  end: number
}

export interface WindowElements {
  scroller: HTMLElement
  /** As high as all rows. */
  spacer: HTMLElement
  /** Holds the rows of the range, an element each; what else is in it has `data-pinned`. */
  rows: HTMLElement
}

export interface LogWindowOptions {
  /** The reader came to the end, or left it. */
  onEndChange: (isAtEnd: boolean) => void
}

const nothing: WindowContent = {
  count: 0,
  rowAt: () => undefined,
  indexFrom: () => 0,
  isMeasured: false,
  isFollowing: true,
  isHeld: false,
  isComplete: true,
}

/** Pixels from the end within which the reader counts as being there. */
const nearEnd = 8
/** Rows in the page above and below what can be seen. */
const spare = 24
/** Of these, how many are left when others are fetched. */
const margin = 6
/** Milliseconds after which the reader's scrolling counts as over. */
const restMs = 150

/**
 * Keeps the rows of a long list in the page that can be seen, and those where the reader left them: a row and the place in it are
 * remembered, not a distance in pixels. So rows may come, go and grow anywhere, and the list may be longer than pixels go; the
 * scroll bar follows when the reader's hand is off it.
 */
export class LogWindow {
  readonly #listeners = new Set<() => void>()
  readonly #onEndChange: (isAtEnd: boolean) => void
  #elements: WindowElements | undefined
  #content = nothing
  #range: WindowRange = { start: 0, end: 0 }
  #version = 0
  #view = 400
  #lineHeight = 20
  #padding = 0
  /** About how high a row is where they differ. */
  #average: number | undefined
  /** Tops of the rows in the page where they differ, and the end of the last. */
  #tops: readonly number[] = []
  /** Where the rows stand in the spacer. */
  #y = 0
  #height = 0
  #scrollTop = 0
  #anchor = { row: 0, offset: 0 }
  /** Where the reader was before rows began to be looked for, until all are found or the reader goes elsewhere. */
  #awaited: { row: number; offset: number } | undefined
  /** A row that is to be brought into view. */
  #target: number | undefined
  /** Whether the reader left the end, which the content may not know yet. */
  #hasLeft = false
  #resting: ReturnType<typeof setTimeout> | undefined

  constructor({ onEndChange }: LogWindowOptions) {
    this.#onEndChange = onEndChange
  }

  readonly getVersion = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins to listen. @returns the call that ends it. */
  attach(elements: WindowElements): () => void {
    this.#elements = elements
    const { scroller } = elements
    const onScroll = () => this.#readScroll()
    const sizes = new ResizeObserver(() => {
      this.#readScroll()
      this.#readSizes()
      this.#average = undefined
      this.#place()
      this.#renew()
    })
    scroller.addEventListener('scroll', onScroll, { passive: true })
    sizes.observe(scroller)
    this.#readSizes()
    return () => {
      scroller.removeEventListener('scroll', onScroll)
      sizes.disconnect()
      clearTimeout(this.#resting)
      this.#resting = undefined
    }
  }

  /** Which rows have to be in the page. */
  rangeOf(content: WindowContent): WindowRange {
    const { count } = content
    const seen = this.#seen
    if (this.#isAtEnd(content)) return { start: Math.max(0, count - seen - 2 * margin), end: count }
    const row = this.#target ?? (this.#awaited ?? this.#anchor).row
    const index = Math.max(0, Math.min(content.indexFrom(row), count - 1))
    const before = this.#target === undefined ? spare : seen
    return { start: Math.max(0, index - before), end: Math.min(count, index + seen + spare) }
  }

  /** The rows of a range are in the page now: puts them where they belong. */
  show(content: WindowContent, range: WindowRange): void {
    // The reader may have scrolled in this very frame, before the event that tells of it.
    this.#readScroll()
    if (content.isMeasured !== this.#content.isMeasured) this.#average = undefined
    if (!content.isFollowing) this.#hasLeft = false
    this.#content = content
    this.#range = range
    // Where the reader was may be among the rows that are still to be found.
    const before = this.#awaited ?? this.#anchor
    const isGoing = this.#target !== undefined
    this.#anchor = before
    this.#place()
    this.#awaited = content.isComplete ? undefined : isGoing ? this.#anchor : before
  }

  /** Brings a row into view, in the middle unless it can be seen already. */
  scrollToRow(row: number): void {
    this.#takeOver()
    this.#leaveEnd()
    if (!this.#isSeen(row)) this.#target = row
    this.#renew()
  }

  toStart(): void {
    this.#takeOver()
    this.#leaveEnd()
    this.#anchor = { row: this.#content.rowAt(0) ?? 0, offset: -this.#padding }
    this.#renew()
  }

  toEnd(): void {
    this.#takeOver()
    this.#hasLeft = false
    this.#onEndChange(true)
    this.#renew()
  }

  /** The first row that can be seen. */
  get topRow(): number | undefined {
    return this.#content.rowAt(this.#indexOfAnchor())
  }

  /** How many rows can be seen at most. */
  get #seen(): number {
    return Math.ceil(this.#view / this.#lineHeight) + 1
  }

  get #space(): ScrollSpace {
    const rowHeight = this.#content.isMeasured ? (this.#average ?? this.#lineHeight) : this.#lineHeight
    return { count: this.#content.count, rowHeight, view: this.#view, padding: this.#padding }
  }

  #isAtEnd({ isFollowing, isHeld }: WindowContent): boolean {
    return isFollowing && !isHeld && !this.#hasLeft && this.#target === undefined
  }

  /** What the reader did before does not count any more. */
  #takeOver(): void {
    clearTimeout(this.#resting)
    this.#resting = undefined
    this.#target = undefined
    this.#awaited = undefined
  }

  #leaveEnd(): void {
    this.#hasLeft = true
    this.#onEndChange(false)
  }

  #renew(): void {
    this.#version++
    for (const listener of [...this.#listeners]) listener()
  }

  #readSizes(): void {
    if (this.#elements === undefined) return
    const { scroller } = this.#elements
    const style = getComputedStyle(scroller)
    this.#view = scroller.clientHeight
    this.#padding = Number.parseFloat(style.paddingBlockStart) || 0
    this.#lineHeight = Number.parseFloat(style.lineHeight) || 20
    this.#scrollTop = scroller.scrollTop
  }

  #readScroll(): void {
    if (this.#elements === undefined) return
    const { scroller } = this.#elements
    // A view that became higher moves the list by itself.
    if (scroller.clientHeight !== this.#view) return this.#readSizes()
    const by = scroller.scrollTop - this.#scrollTop
    if (Math.abs(by) < 1) return
    this.#scrollTop = scroller.scrollTop
    this.#awaited = undefined
    this.#rest()
    // A hand on the scroll bar goes far at once; all else moves what can be seen by as much as the bar.
    const isFar = Math.abs(by) > Math.max(2 * this.#view, 1500)
    this.#setAnchor(
      isFar ? positionAt(this.#scrollTop, this.#space) : this.#positionAt(this.#scrollTop - this.#padding),
    )
    this.#readEnd(by)
    const index = this.#indexOfAnchor()
    const { start, end } = this.#range
    const isCovered =
      (start === 0 || index - margin >= start) && (end >= this.#content.count || index + this.#seen + margin <= end)
    if (!isCovered) this.#renew()
    else if (this.#isBeyond()) this.#place()
  }

  /** Tells whether the reader left the end or came there. */
  #readEnd(by: number): void {
    const isFollowing = this.#content.isFollowing && !this.#hasLeft
    if (by < 0 && isFollowing) return this.#leaveEnd()
    if (by < 0 || isFollowing || this.#untilEnd() > nearEnd) return
    this.#hasLeft = false
    this.#onEndChange(true)
  }

  /** Pixels that the last row ends below the view. */
  #untilEnd(): number {
    const { count, isMeasured } = this.#content
    const bottom = this.#scrollTop - this.#padding + this.#view
    if (this.#range.end === count) return this.#y + this.#rowsHeight + this.#padding - bottom
    if (isMeasured) return Infinity
    const { index, offset } = this.#positionAt(this.#scrollTop - this.#padding)
    return (count - index) * this.#lineHeight - offset + this.#padding - this.#view
  }

  /** Until the reader's hand is off, the scroll bar is left where it is. */
  #rest(): void {
    clearTimeout(this.#resting)
    this.#resting = setTimeout(() => {
      this.#resting = undefined
      // The reader may go on in this very moment, and the event that tells of it be still to come.
      this.#readScroll()
      if (this.#resting === undefined) this.#place()
    }, restMs)
  }

  #place(): void {
    if (this.#elements === undefined) return
    const { scroller, spacer, rows } = this.#elements
    if (this.#content.isMeasured) this.#measure(rows)
    const { count } = this.#content
    const isWhole = this.#range.start === 0 && this.#range.end === count
    const height = isWhole ? this.#rowsHeight : Math.max(heightOf(this.#space), this.#rowsHeight)
    if (height !== this.#height) spacer.style.height = `${height}px`
    this.#height = height
    const top = this.#arrange(maxTopOf(this.#space, height))
    rows.style.transform = `translateY(${this.#y}px)`
    if (Math.abs(scroller.scrollTop - top) >= 1) scroller.scrollTop = top
    this.#scrollTop = scroller.scrollTop
    this.#setAnchor(this.#positionAt(this.#scrollTop - this.#padding))
  }

  /** Decides where the rows stand, and where the scroll bar. */
  #arrange(maxTop: number): number {
    const { start, end } = this.#range
    const { count } = this.#content
    if (this.#isAtEnd(this.#content)) {
      this.#y = this.#height - this.#rowsHeight
      return maxTop
    }
    const position = this.#takeTarget() ?? { index: this.#indexOfAnchor(), offset: this.#anchor.offset }
    const isHeld = this.#resting !== undefined && !this.#isBeyond()
    let top = isHeld ? this.#scrollTop : topOf(position, this.#space)
    this.#y = top - this.#padding - position.offset - this.#topIn(position.index)
    if (start === 0 && (!isHeld || this.#y > top - this.#padding)) {
      top -= this.#y
      this.#y = 0
    } else if (end === count && (!isHeld || this.#y + this.#rowsHeight < top - this.#padding + this.#view)) {
      const below = this.#height - this.#rowsHeight - this.#y
      top += below
      this.#y += below
    }
    return Math.max(0, Math.min(maxTop, top))
  }

  #takeTarget(): Position | undefined {
    const target = this.#target
    if (target === undefined) return undefined
    this.#target = undefined
    const index = Math.max(0, Math.min(this.#content.indexFrom(target), this.#content.count - 1))
    return { index, offset: -(this.#view - this.#heightIn(index)) / 2 }
  }

  /** Whether the scroll bar is at an end that the rows are not at. */
  #isBeyond(): boolean {
    const { start, end } = this.#range
    if (this.#scrollTop <= 0) return start > 0 || this.#y !== 0
    const maxTop = maxTopOf(this.#space, this.#height)
    return this.#scrollTop >= maxTop - 1 && (end < this.#content.count || this.#y + this.#rowsHeight !== this.#height)
  }

  #measure(rows: HTMLElement): void {
    const elements = [...rows.querySelectorAll<HTMLElement>(':scope > :not([data-pinned])')]
    const tops = elements.map((element) => element.offsetTop)
    const last = elements.at(-1)
    tops.push(last === undefined ? 0 : last.offsetTop + last.offsetHeight)
    this.#tops = tops
    const average = elements.length === 0 ? this.#lineHeight : this.#rowsHeight / elements.length
    // A scroll bar that changes its size under the reader's hand is hard to hold.
    if (this.#average === undefined || this.#isAtEnd(this.#content)) this.#average = average
  }

  get #rowsHeight(): number {
    const { start, end } = this.#range
    return this.#content.isMeasured ? (this.#tops.at(-1) ?? 0) : (end - start) * this.#lineHeight
  }

  /** Top of a row within the rows in the page. */
  #topIn(index: number): number {
    const at = index - this.#range.start
    if (!this.#content.isMeasured) return at * this.#lineHeight
    return this.#tops[at] ?? this.#rowsHeight + (at - this.#tops.length + 1) * this.#space.rowHeight
  }

  #heightIn(index: number): number {
    return this.#topIn(index + 1) - this.#topIn(index)
  }

  /** What stands at a place in the spacer. */
  #positionAt(place: number): Position {
    const { count } = this.#content
    const within = place - this.#y
    let at = Math.floor(within / this.#space.rowHeight)
    if (this.#content.isMeasured && within >= 0 && within < this.#rowsHeight) {
      at = this.#tops.findLastIndex((top) => top <= within)
    }
    const index = Math.max(0, Math.min(count - 1, this.#range.start + at))
    return { index, offset: within - this.#topIn(index) }
  }

  #setAnchor({ index, offset }: Position): void {
    this.#anchor = { row: this.#content.rowAt(index) ?? 0, offset }
  }

  /** The anchor's row, or that after it when it is gone. */
  #indexOfAnchor(): number {
    const { indexFrom, rowAt, count } = this.#content
    const index = Math.max(0, Math.min(indexFrom(this.#anchor.row), count - 1))
    const row = rowAt(index)
    if (row !== undefined && row !== this.#anchor.row) this.#anchor = { row, offset: 0 }
    return index
  }

  #isSeen(row: number): boolean {
    const index = this.#content.indexFrom(row)
    const { start, end } = this.#range
    if (index < start || index >= end) return false
    const top = this.#y + this.#topIn(index)
    const view = this.#scrollTop - this.#padding
    return top >= view && top + this.#heightIn(index) <= view + this.#view
  }
}
