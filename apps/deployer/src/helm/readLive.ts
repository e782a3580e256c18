import { EnvironmentObjects } from '../cluster/EnvironmentObjects.ts'
import { explainError } from '../cluster/explainError.ts'
import type { LiveObject } from '../cluster/LiveObject.ts'
import type { RemovalTask } from '../Deployment.ts'
import type { Manifest } from '../objects/ManifestObject.ts'

/** What is there now of objects, in their order; undefined for what is not. */
export async function readLive(
  manifests: readonly Manifest[],
  { order, kubeConfig, signal }: RemovalTask,
): Promise<(LiveObject | undefined)[]> {
  const cluster = new EnvironmentObjects({ kubeConfig, namespace: order.namespace, signal })
  try {
    return await Promise.all(manifests.map(({ object }) => cluster.get(object)))
  } catch (error) {
    throw explainError(error)
  }
}
