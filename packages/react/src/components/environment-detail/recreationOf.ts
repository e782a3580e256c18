import type { Environment } from '@catalyst/api'
import type { EnvironmentWrite } from '@catalyst/sdk'

/**
 * What has to be written so that an environment is there again as it was, without the requests that its past life had served.
 * `undefined` where the object is none that could be written.
 */
export function recreationOf(object: Record<string, unknown> | Environment | undefined): EnvironmentWrite | undefined {
  if (object === undefined || !isEnvironment(object)) return undefined
  const { metadata, spec } = object
  const { retryRequest: _retry, restartRequest: _restart, ...wanted } = spec
  return {
    metadata: {
      name: metadata.name,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      ...(metadata.labels === undefined ? {} : { labels: metadata.labels }),
    },
    spec: wanted,
  }
}

function isEnvironment(object: object): object is Environment {
  const { kind, metadata, spec } = object as Partial<Record<keyof Environment, unknown>>
  return (
    kind === 'Environment' && hasName(metadata) && typeof spec === 'object' && spec !== null && 'projectRef' in spec
  )
}

function hasName(metadata: unknown): boolean {
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata && typeof metadata.name === 'string'
}
