/** The fields of a value; none where it is no object. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

/** The entries of a value; none where it is no list. */
export function entriesOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

/** What is at the end of a path of fields. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((current, field) => fieldsOf(current)[field], value)
}

/** The same, with what a path leads to changed; as it is where there is nothing. */
export function changedAt<T>(value: T, path: readonly string[], change: (at: Record<string, unknown>) => unknown): T {
  if (!isRecord(value)) return value
  const [field, ...rest] = path
  if (field === undefined) return change(value) as T
  if (!isRecord(value[field])) return value
  return { ...value, [field]: changedAt(value[field], rest, change) }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
