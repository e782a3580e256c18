export interface PathValues {
  params?: Readonly<Record<string, unknown>> | undefined
  query?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Fills a path's `{parameters}` and appends the query: lists repeat their parameter, `undefined` is left out.
 * @throws TypeError for a parameter without a value, which would otherwise ask for another resource.
 */
export function buildPath(template: string, { params = {}, query = {} }: PathValues): string {
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? (name === 'cluster' ? '-' : undefined)
    // `.` and `..` survive encodeURIComponent, and URL parsers would climb out of the path by them.
    if (typeof value !== 'string' || value === '' || value === '.' || value === '..') {
      throw new TypeError(`A request needs "${name}" for ${template}: give it a name that is not empty.`)
    }
    return encodeURIComponent(value)
  })
  const text = buildQuery(query)
  return text === '' ? path : `${path}?${text}`
}

function buildQuery(query: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') {
        pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(one)}`)
      }
    }
  }
  return pairs.join('&')
}
