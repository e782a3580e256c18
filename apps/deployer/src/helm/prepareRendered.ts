import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { checkObjects } from '../checks/checkObjects.ts'
import { refuse } from '../checks/refuse.ts'
import { addPlatformMetadata } from '../objects/addPlatformMetadata.ts'
import type { Manifest } from '../objects/ManifestObject.ts'
import { withHost } from '../objects/withHost.ts'
import type { RenderedChart } from './renderChart.ts'

export interface PreparedChart {
  objects: Manifest[]
  hooks: Manifest[]
}

/**
 * What a chart renders, as it is applied: with the labels of the environment and, in an Ingress without a host, with its host.
 * @throws DeployError with everything that environments may not have.
 */
export function prepareRendered(
  { objects, hooks, definitions }: Omit<RenderedChart, 'release'>,
  order: Pick<DeploymentOrder, 'namespace' | 'host' | 'labels'>,
): PreparedChart {
  const hosted = (manifests: readonly Manifest[]) =>
    manifests.map(({ object, where }) => ({ object: withHost(object, order.host), where }))
  const labelled = (manifests: readonly Manifest[]) =>
    manifests.map(({ object, where }) => ({ object: addPlatformMetadata(object, order.labels), where }))
  refuse([
    ...checkObjects([...definitions, ...hosted(objects)], order),
    // Each by itself, since hooks of different events may have one name.
    ...hosted(hooks).flatMap((hook) => checkObjects([hook], order)),
  ])
  return { objects: labelled(hosted(objects)), hooks: labelled(hosted(hooks)) }
}
