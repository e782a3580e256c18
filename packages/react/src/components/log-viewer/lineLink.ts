import type { LogSnapshot } from './LogSnapshot.ts'
import { isLine } from './LogSnapshot.ts'

/** How many lines with the same time and source a link tells apart by their order. */
const sameTime = 1000

/**
 * A text that names a line beyond this page's life: its time and source, and which it is when several share them. Fit for a URL's
 * query; `undefined` for a marker.
 */
export function lineLink(snapshot: LogSnapshot, row: number): string | undefined {
  const entry = snapshot.entryAt(row)
  if (!isLine(entry)) return undefined
  const source = `${entry.time}@${entry.pod}/${entry.container}`
  let ordinal = 0
  for (let before = row - 1; before >= Math.max(snapshot.first, row - sameTime); before--) {
    if (nameAt(snapshot, before) === source) ordinal++
  }
  return ordinal === 0 ? source : `${source}~${ordinal}`
}

/** Finds a linked line in a log that grows: what was looked through once is not looked through again. */
export class LineFinder {
  readonly #name: string
  readonly #ms: number
  #ordinal: number
  #next = 0
  #found: number | undefined

  constructor(link: string) {
    const [, name = link, ordinal = '0'] = /^(.*?)(?:~(\d+))?$/.exec(link) ?? []
    this.#name = name
    this.#ms = Date.parse(name.slice(0, name.indexOf('@')))
    this.#ordinal = Number(ordinal)
  }

  /** Number of the line; `undefined` while it is not there. */
  read(snapshot: LogSnapshot): number | undefined {
    if (this.#found !== undefined) return this.#found >= snapshot.first ? this.#found : undefined
    for (const { chunk, start, end } of snapshot.parts(Math.max(this.#next, snapshot.first))) {
      if (!chunk.isPacked) break
      this.#next = chunk.first + end
      for (let index = start; index < end; index++) {
        if (chunk.timeAt(index)?.ms !== this.#ms || nameAt(snapshot, chunk.first + index) !== this.#name) continue
        if (this.#ordinal-- === 0) return (this.#found = chunk.first + index)
      }
    }
    return undefined
  }
}

function nameAt(snapshot: LogSnapshot, row: number): string | undefined {
  const entry = snapshot.entryAt(row)
  return isLine(entry) ? `${entry.time}@${entry.pod}/${entry.container}` : undefined
}
