import { isRecord } from '../../objects/isRecord.ts'
import type { TerminalSize } from '../../machine/Process.ts'

/** Sizes of a client's terminal as they come: `{"Width":80,"Height":24}`, one after the other, cut anywhere. */
export interface Resizes {
  readonly push: (bytes: Uint8Array) => void
  readonly listen: (listener: (size: TerminalSize) => void) => void
}

/** More than a size can take: what is longer is not one. */
const longest = 4096

export function createResizes(): Resizes {
  let text = ''
  let last: TerminalSize | undefined
  let tell: ((size: TerminalSize) => void) | undefined

  return {
    push(bytes) {
      text += Buffer.from(bytes).toString()
      for (let end = text.indexOf('}'); end >= 0; end = text.indexOf('}')) {
        const size = parse(text.slice(0, end + 1))
        text = text.slice(end + 1)
        if (size === undefined) continue
        last = size
        tell?.(size)
      }
      if (text.length > longest) text = ''
    },
    listen(listener) {
      tell = listener
      if (last !== undefined) listener(last)
    },
  }
}

function parse(text: string): TerminalSize | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value)) return undefined
    const { Width: columns, Height: rows } = value
    return isSize(columns) && isSize(rows) ? { columns, rows } : undefined
  } catch {
    return undefined
  }
}

/** Go's uint16; a terminal without cells is none. */
function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 0xffff
}
