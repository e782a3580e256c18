import type { DeploymentOrder } from '@catalyst/operator/deployment'
import { addPlatformMetadata } from '../objects/addPlatformMetadata.ts'
import type { ManifestObject } from '../objects/ManifestObject.ts'
import { withVariables } from './withVariables.ts'

/** What the API server sets, and what stands in a manifest that was read from a cluster. */
const ofServer = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'managedFields']

/** The object as it is applied: in its namespace, with the platform's labels and the environment's variables. */
export function prepareObject(object: ManifestObject, order: DeploymentOrder): ManifestObject {
  const { status: _, ...rest } = object
  const metadata = Object.fromEntries(Object.entries(object.metadata).filter(([field]) => !ofServer.includes(field)))
  const placed: ManifestObject = {
    ...rest,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { ...metadata, namespace: order.namespace },
  }
  return addPlatformMetadata(withVariables(placed, order), order.labels)
}
