import type { LogQuery } from '../LogFilter.ts'

/** Where in a text something was found. */
export type Range = readonly [from: number, to: number]

/** Finds one query in one text after another. */
export interface Finder {
  /** The text as a chunk of lines can be looked through for it at once; `undefined` where each line must be read. */
  readonly literal: { text: string; isCaseSensitive: boolean } | undefined
  count(text: string): number
  ranges(text: string): Range[]
}

/** A query that can be looked for, or why it can not; neither when nothing is looked for. */
export interface CompiledQuery {
  finder?: Finder | undefined
  problem?: string | undefined
}

/** Makes a query ready. A regular expression that is none is not thrown but told. */
export function compileQuery({ text, isRegex, isCaseSensitive }: LogQuery): CompiledQuery {
  if (text === '') return {}
  try {
    const source = isRegex ? text : text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
    const pattern = new RegExp(source, isCaseSensitive ? 'g' : 'gi')
    // Letters beyond ASCII have case rules of their own; an ASCII letter may be one of their cases.
    // eslint-disable-next-line no-control-regex -- the range is what ASCII means
    const isPlain = !isRegex && /^[\x00-\x7f]*$/.test(text) && !text.includes('\n')
    return {
      finder: {
        literal: isPlain ? { text: isCaseSensitive ? text : text.toLowerCase(), isCaseSensitive } : undefined,
        count: (line) => walk(pattern, line),
        ranges: (line) => {
          const ranges: Range[] = []
          walk(pattern, line, (from, to) => ranges.push([from, to]))
          return ranges
        },
      },
    }
  } catch (error) {
    // The engine's words begin with the whole expression, which stands in the field already.
    const words = error instanceof Error ? error.message : String(error)
    return { problem: words.slice(words.lastIndexOf(': ') + 1).trim() }
  }
}

/** Calls for every match that is not empty. @returns how many there are. */
function walk(pattern: RegExp, text: string, found?: (from: number, to: number) => void): number {
  let count = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [{ length }] = match
    if (length === 0) {
      pattern.lastIndex++
      continue
    }
    count++
    found?.(match.index, match.index + length)
  }
  return count
}
