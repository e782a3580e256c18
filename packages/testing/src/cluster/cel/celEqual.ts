/** Whether two values of CEL are the same: numbers across their types, lists and maps by what they hold. */
export function celEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (isNumeric(a) && isNumeric(b)) return Number(a) === Number(b)
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => celEqual(entry, b[index]))
  }
  const left = Object.entries(a)
  return left.length === Object.keys(b).length && left.every(([key, entry]) => celEqual(entry, Reflect.get(b, key)))
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'bigint' || typeof value === 'number'
}
