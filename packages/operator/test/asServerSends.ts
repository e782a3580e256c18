/** The same value as an API server may send it: equal, with the keys of its objects in another order. */
export function asServerSends<T>(value: T): T {
  return reordered(value) as T
}

function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, reordered(item)]),
  )
}
