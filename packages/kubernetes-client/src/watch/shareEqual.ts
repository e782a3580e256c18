/** Shorter texts are cheaper to have twice than to compare. */
const worthwhile = 6

type Branch = Record<string, unknown>

/**
 * Makes a parsed object use what a similar one already has wherever both are equal: whole branches, and texts of branches that
 * differ. So thousands of objects hold one `apiVersion` and one set of settings, and a change takes little more than what it
 * changed. What the object says does not change; nobody may change either of them afterwards.
 */
export function shareEqual(object: unknown, model: unknown): void {
  if (!isBranch(object) || !isBranch(model)) return
  if (Array.isArray(object)) return Array.isArray(model) ? shareItems(object, model) : undefined
  for (const key in object) {
    const value = object[key]
    if (typeof value === 'string') {
      if (value.length >= worthwhile && value === model[key]) object[key] = model[key]
    } else if (isBranch(value)) {
      const other = model[key]
      if (isSame(value, other)) object[key] = other
      else shareEqual(value, other)
    }
  }
}

function shareItems(items: unknown[], models: readonly unknown[]) {
  const shared = Math.min(items.length, models.length)
  for (let index = 0; index < shared; index++) {
    if (items[index] === models[index] || isSame(items[index], models[index])) items[index] = models[index]
    else shareEqual(items[index], models[index])
  }
}

/** Whether two parsed values are equal, where at least one is no plain value. */
function isSame(left: unknown, right: unknown): boolean {
  if (!isBranch(left) || !isBranch(right)) return false
  if (Array.isArray(left)) return Array.isArray(right) && hasSameItems(left, right)
  if (Array.isArray(right)) return false
  let surplus = 0
  for (const key in left) {
    const value = left[key]
    const other = right[key]
    if (value !== other && (typeof value !== 'object' || !isSame(value, other))) return false
    surplus++
  }
  for (const _ in right) surplus--
  return surplus === 0
}

function hasSameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) {
    if (left[index] !== right[index] && !isSame(left[index], right[index])) return false
  }
  return true
}

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null
}
