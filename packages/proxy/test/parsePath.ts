export interface ApiPath {
  group: string
  /** Path of the collection in all namespaces. */
  collection: string
  /** Empty for the discovery of a group. */
  plural: string
  namespace?: string
  name?: string
}

const pattern =
  /^(\/api\/v1|\/apis\/(?<group>[^/]+)\/[^/]+)(?:\/namespaces\/(?<namespace>[^/]+)(?=\/))?(?:\/(?<plural>[^/]+))?(?:\/(?<name>[^/]+))?(?:\/[^/]+)?$/

/** Takes a path of the Kubernetes API apart; subresources are not told from their object. */
export function parsePath(path: string): ApiPath | undefined {
  const match = pattern.exec(path)
  if (match === null) return undefined
  const { group = '', namespace, plural = '', name } = match.groups ?? {}
  return {
    group,
    plural,
    collection: `${match[1] ?? ''}/${plural}`,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
  }
}
