import { isRecord } from './isRecord.ts'

/** What stands at a path of names, such as `status.phase` or `.spec.replicas`; undefined where that is not there. */
export function getPath(value: unknown, path: string): unknown {
  let at = value
  for (const name of path.split('.')) {
    if (name === '') continue
    if (!isRecord(at)) return undefined
    at = at[name]
  }
  return at
}
