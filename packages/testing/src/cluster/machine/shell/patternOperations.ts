import { matcherOf } from './matchGlob.ts'

/** `${value#pattern}` and its like: without what matches at the begin or the end, the shortest or (doubled) the longest. */
export function trimPattern(value: string, operator: '#' | '##' | '%' | '%%', pattern: string): string {
  const matches = matcherOf(pattern)
  const lengths = Array.from({ length: value.length + 1 }, (_, index) => index)
  if (operator.length === 2) lengths.reverse()
  const fromStart = operator.startsWith('#')
  const split = (length: number) => (fromStart ? length : value.length - length)
  const found = lengths.find((length) =>
    matches(fromStart ? value.slice(0, split(length)) : value.slice(split(length))),
  )
  if (found === undefined) return value
  return fromStart ? value.slice(found) : value.slice(0, value.length - found)
}

interface Replacement {
  replacement: string
  all: boolean
  anchor: '' | '#' | '%'
}

/** `${value/pattern/replacement}`: the longest match at the first place, or at every one. */
export function replacePattern(value: string, pattern: string, { replacement, all, anchor }: Replacement): string {
  if (pattern === '') return value
  const matches = matcherOf(pattern)
  let result = ''
  for (let start = 0; start <= value.length;) {
    const end = anchor === '#' && start > 0 ? undefined : longestMatch(value, start, { matches, anchor })
    if (end === undefined || (end === start && start === value.length)) {
      result += value.slice(start, start + 1)
      start += 1
      continue
    }
    result += replacement
    if (!all || anchor !== '') return result + value.slice(end)
    if (end === start) result += value.slice(start, start + 1)
    start = Math.max(end, start + 1)
  }
  return result
}

function longestMatch(
  value: string,
  start: number,
  { matches, anchor }: { matches: (text: string) => boolean; anchor: '' | '#' | '%' },
): number | undefined {
  const last = anchor === '%' ? value.length : start
  for (let end = value.length; end >= last; end--) if (matches(value.slice(start, end))) return end
  return undefined
}
