/** `spec.replicas`; the path of the whole object is ''. */
export function childPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** `spec.sources[0]`, `metadata.labels[app]`. */
export function entryPath(path: string, key: string | number): string {
  return `${path}[${key}]`
}
