import { apiVersionOf } from '../../objects/names.ts'
import type { ResourceType } from '../../objects/ResourceType.ts'

/**
 * `/openapi/v3`: where the document of each group and version is.
 *
 * @param generation changes when the types do, so that clients do not keep an old document
 */
export function openApiIndex(types: readonly ResourceType[], generation: number): object {
  const paths = new Set(types.map(openApiPath))
  const entry = (path: string) => ({ serverRelativeURL: `/openapi/v3/${path}?hash=${generation}` })
  return { paths: Object.fromEntries([...paths].sort().map((path) => [path, entry(path)])) }
}

/** `api/v1`, `apis/apps/v1`. */
export function openApiPath(type: Pick<ResourceType, 'group' | 'version'>): string {
  return `${type.group === '' ? 'api' : 'apis'}/${apiVersionOf(type)}`
}
