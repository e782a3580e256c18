/**
 * Pixels above which a list is not made higher: browsers end at 17 to 33 million. A longer list keeps this height, and a place in it
 * stands for a place in the list.
 */
export const maxHeight = 8_000_000

/** What decides how a list is scrolled through. All lengths are pixels. */
export interface ScrollSpace {
  /** How many rows there are. */
  count: number
  /** How high a row is, or about how high where they differ. */
  rowHeight: number
  /** How high the part is that can be seen. */
  view: number
  /** Space above the first row, and below the last. */
  padding: number
}

/** A row, and how far below its top the view begins; negative when above. */
export interface Position {
  index: number
  offset: number
}

/** How high the list is made. */
export function heightOf({ count, rowHeight }: ScrollSpace): number {
  return Math.min(maxHeight, Math.ceil(count * rowHeight))
}

/** How far one can scroll in a list of some height. */
export function maxTopOf({ view, padding }: ScrollSpace, height: number): number {
  return Math.max(0, height + 2 * padding - view)
}

/** Where the scroll bar stands for a position. */
export function topOf({ index, offset }: Position, space: ScrollSpace): number {
  const maxTop = maxTopOf(space, heightOf(space))
  const top = (index * space.rowHeight + offset + space.padding) * scaleOf(space, maxTop)
  return Math.min(maxTop, Math.max(0, top))
}

/** The position that a place of the scroll bar stands for. */
export function positionAt(top: number, space: ScrollSpace): Position {
  const { count, rowHeight, padding } = space
  const scale = scaleOf(space, maxTopOf(space, heightOf(space)))
  const place = (scale === 0 ? 0 : top / scale) - padding
  const index = Math.max(0, Math.min(count - 1, Math.floor(place / rowHeight)))
  return { index, offset: place - index * rowHeight }
}

function scaleOf(space: ScrollSpace, maxTop: number): number {
  const real = maxTopOf(space, space.count * space.rowHeight)
  return real <= maxTop ? 1 : maxTop / real
}
