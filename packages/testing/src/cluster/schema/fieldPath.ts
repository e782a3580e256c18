/** `spec.replicas`; the path of the whole object, or of nothing inside, is ''. */
export function childPath(path: string, name: string): string {
  if (path === '' || name === '') return path + name
  return `${path}.${name}`
}

/** `spec.sources[0]`, `metadata.labels[app]`. */
export function entryPath(path: string, key: string | number): string {
  return `${path}[${key}]`
}
