/** The part of a package.json that is read here. */
export interface Manifest {
  readonly exports?: Readonly<Record<string, unknown>> | undefined
}

/** Maps the output name of each export that is built to its source: `{ index: 'src/index.ts', names: 'src/names.ts' }`. */
export function sourceEntries({ exports = {} }: Manifest): Record<string, string> {
  const entries: Record<string, string> = {}
  for (const [subpath, target] of Object.entries(exports)) {
    const source = sourceOf(target)
    if (isSourceOnly(target) || source === undefined || !/\.tsx?$/.test(source)) continue
    entries[subpath === '.' ? 'index' : subpath.replace(/^\.\//, '')] = source.replace(/^\.\//, '')
  }
  return entries
}

/** Whether an export is for this repository alone: it has a source and nothing that is built. */
export function isSourceOnly(target: unknown): boolean {
  return sourceOf(target) !== undefined && Object.keys(target as object).length === 1
}

function sourceOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('@catalyst/source' in target)) return undefined
  const source = target['@catalyst/source']
  return typeof source === 'string' ? source : undefined
}
