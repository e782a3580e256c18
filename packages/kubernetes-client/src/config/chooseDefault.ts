import type { ClusterSource } from './ClusterSource.ts'

const preferredNames = ['PRODUCTION', 'PROD', 'PRIMARY', 'MAIN']

/**
 * The cluster that is meant when none is named: of those that variables name PRODUCTION, PROD, PRIMARY, MAIN (in any case)
 * or the first; else the current context; else the first there is.
 */
export function chooseDefault<TSource extends Pick<ClusterSource, 'name' | 'kind'>>(
  sources: readonly TSource[],
): TSource | undefined {
  const variables = sources.filter(({ kind }) => kind === 'variable')
  for (const preferred of preferredNames) {
    const found = variables.find(({ name }) => name.toUpperCase() === preferred)
    if (found) return found
  }
  return variables[0] ?? sources.find(({ kind }) => kind === 'current-context') ?? sources[0]
}
