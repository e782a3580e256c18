import { isRecord } from './isRecord.ts'

/** A copy with a value at a path of names, such as `.spec.replicas`. */
export function setPath(target: unknown, path: string, value: unknown): unknown {
  const [name, ...rest] = path.split('.').filter((part) => part !== '')
  if (name === undefined) return value
  const fields = isRecord(target) ? target : {}
  return { ...fields, [name]: setPath(fields[name], rest.join('.'), value) }
}
