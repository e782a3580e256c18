/** A flag in a query, as Kubernetes reads it: there, and neither `false` nor `0`. */
export function isTrue(query: URLSearchParams, name: string): boolean {
  const text = query.get(name)
  return text !== null && text.toLowerCase() !== 'false' && text !== '0'
}
