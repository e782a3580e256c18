import { createHash } from 'node:crypto'

/**
 * A text that differs where two objects differ, however their fields are ordered. As long as a commit's hash, because it is what
 * an approval names: whoever finds two objects with the same could have one approved and run the other.
 */
export function fingerprint(object: object): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(object)))
    .digest('hex')
    .slice(0, 40)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]),
  )
}
