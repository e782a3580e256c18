import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { checkObjects } from '../checks/checkObjects.ts'
import { refuse } from '../checks/refuse.ts'
import { addPlatformMetadata } from '../objects/addPlatformMetadata.ts'
import type { Manifest } from '../objects/ManifestObject.ts'
import { withHost } from '../objects/withHost.ts'

export interface NeverApplied {
  /** Objects that Helm brings at other times and as they are. */
  hooks: readonly Manifest[]
  /** Kinds that the chart would define. */
  definitions: readonly Manifest[]
}

/**
 * What a chart renders, as it is applied: with the labels of the environment and, in an Ingress without a host, with its host.
 * @throws DeployError with everything that environments may not have.
 */
export function prepareRendered(
  rendered: readonly Manifest[],
  order: Pick<DeploymentOrder, 'namespace' | 'host' | 'labels'>,
  { hooks, definitions }: NeverApplied = { hooks: [], definitions: [] },
): Manifest[] {
  const hosted = rendered.map(({ object, where }) => ({ object: withHost(object, order.host), where }))
  refuse([
    ...checkObjects([...definitions, ...hosted], order),
    // Each by itself, since hooks of different events may have one name.
    ...hooks.flatMap((hook) => checkObjects([hook], order)),
  ])
  return hosted.map(({ object, where }) => ({ object: addPlatformMetadata(object, order.labels), where }))
}
