import type { QueryValue } from './RequestOptions.ts'

/** A query string with its question mark, or nothing. */
export function encodeQuery(query: Readonly<Record<string, QueryValue>> = {}): string {
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const item of Array.isArray(value) ? (value as readonly string[]) : [String(value)])
      parameters.append(key, item)
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}
