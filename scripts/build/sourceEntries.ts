/** The part of a package.json that is read here. */
export interface Manifest {
  readonly exports?: Readonly<Record<string, unknown>> | undefined
}

/** Maps the output name of each export to its source: `{ index: 'src/index.ts', names: 'src/names.ts' }`. */
export function sourceEntries({ exports = {} }: Manifest): Record<string, string> {
  const entries: Record<string, string> = {}
  for (const [subpath, target] of Object.entries(exports)) {
    const source = sourceOf(target)
    if (source === undefined || !/\.tsx?$/.test(source)) continue
    entries[subpath === '.' ? 'index' : subpath.replace(/^\.\//, '')] = source.replace(/^\.\//, '')
  }
  return entries
}

function sourceOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('@catalyst/source' in target)) return undefined
  const source = target['@catalyst/source']
  return typeof source === 'string' ? source : undefined
}
