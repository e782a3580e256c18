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
  const { real, maxTop, exact } = scaleOf(space)
  const place = index * space.rowHeight + offset + space.padding
  const top =
    real <= maxTop || place <= exact
      ? place
      : place >= real - exact
        ? maxTop - (real - place)
        : exact + ((place - exact) * (maxTop - 2 * exact)) / (real - 2 * exact)
  return Math.min(maxTop, Math.max(0, top))
}

/** The position that a place of the scroll bar stands for. */
export function positionAt(top: number, space: ScrollSpace): Position {
  const { count, rowHeight, padding } = space
  const { real, maxTop, exact } = scaleOf(space)
  const place =
    real <= maxTop || top <= exact
      ? top
      : top >= maxTop - exact
        ? real - (maxTop - top)
        : exact + ((top - exact) * (real - 2 * exact)) / (maxTop - 2 * exact)
  const index = Math.max(0, Math.min(count - 1, Math.floor((place - padding) / rowHeight)))
  return { index, offset: place - padding - index * rowHeight }
}

/**
 * How far one could scroll if pixels did not end, and how far one can. At both ends the two go alike for a while: a wheel that
 * is turned towards an end has to come there, not ever nearer.
 */
function scaleOf(space: ScrollSpace): { real: number; maxTop: number; exact: number } {
  const real = maxTopOf(space, space.count * space.rowHeight)
  return { real, maxTop: maxTopOf(space, heightOf(space)), exact: maxHeight / 8 }
}
