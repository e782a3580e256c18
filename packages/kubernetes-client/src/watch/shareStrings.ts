/** Shorter ones are cheaper to have twice than to compare. */
const worthwhile = 6

/**
 * Makes a parsed object use the strings of a similar one wherever they are equal, so that thousands of objects hold one
 * `apiVersion` and not thousands. What the object says does not change.
 */
export function shareStrings(object: unknown, model: unknown): void {
  if (typeof object !== 'object' || typeof model !== 'object' || object === null || model === null) return
  const target = object as Record<string, unknown>
  const source = model as Record<string, unknown>
  for (const key in target) {
    const value = target[key]
    const other = source[key]
    if (typeof value === 'string') {
      if (value.length >= worthwhile && value === other) target[key] = other
    } else if (typeof value === 'object') {
      shareStrings(value, other)
    }
  }
}
