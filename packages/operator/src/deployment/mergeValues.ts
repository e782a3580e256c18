type Values = Readonly<Record<string, unknown>>

/** Values over values, as Helm merges several files: mappings key by key, all else, lists too, as a whole. The last wins. */
export function mergeValues(...layers: readonly Values[]): Record<string, unknown> {
  return layers.reduce<Record<string, unknown>>((below, above) => {
    const merged = new Map(Object.entries(below))
    for (const [key, value] of Object.entries(above)) {
      const known = merged.get(key)
      merged.set(key, isMapping(known) && isMapping(value) ? mergeValues(known, value) : value)
    }
    // Not by assignment: a key may be called "__proto__".
    return Object.fromEntries(merged)
  }, {})
}

function isMapping(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
