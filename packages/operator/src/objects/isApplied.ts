import { parseQuantity } from '@catalyst/api/quantities'
import type { DesiredObject } from './DesiredObject.ts'

/**
 * Whether a stamped object is in the cluster as it is to be: the stamp says that nothing else is wanted since, and every
 * field that is wanted is there, so nobody has changed it. What others added, and defaults, are none of our business.
 */
export function isApplied(desired: DesiredObject, observed: object | undefined): boolean {
  // Caches leave out what all objects of a kind have in common.
  const { apiVersion: _, kind: __, ...wanted } = desired
  return observed !== undefined && holds(wanted, observed)
}

function holds(wanted: unknown, actual: unknown): boolean {
  // The API server leaves what is empty out of many kinds.
  if (wanted === undefined || (actual === undefined && isEmpty(wanted))) return true
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(actual) &&
      wanted.length === actual.length &&
      wanted.every((item, index) => holds(item, actual[index]))
    )
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof actual !== 'object' || actual === null) return false
    const fields = actual as Readonly<Record<string, unknown>>
    return Object.entries(wanted).every(([key, field]) => holds(field, fields[key]))
  }
  return wanted === actual || isSameQuantity(wanted, actual)
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** The API server writes quantities in its own way: "1000m" becomes "1". */
function isSameQuantity(wanted: unknown, actual: unknown): boolean {
  if (typeof wanted !== 'string' || typeof actual !== 'string') return false
  if (!/^\d/.test(wanted) || !/^\d/.test(actual)) return false
  try {
    return parseQuantity(wanted) === parseQuantity(actual)
  } catch {
    return false
  }
}
