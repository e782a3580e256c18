import type { DeploymentResult } from '@catalyst/operator/deployment'
import type { LiveObject } from '../cluster/LiveObject.ts'

/** What the operator waits for or leads to, in the order of what counts where not everything fits. */
const reported = ['Deployment', 'StatefulSet', 'Ingress', 'Service']

/** The objects that a result tells of. */
export function reportedObjects(objects: readonly LiveObject[]): NonNullable<DeploymentResult['objects']> {
  return objects
    .filter(({ kind }) => reported.includes(kind))
    .toSorted((one, other) => reported.indexOf(one.kind) - reported.indexOf(other.kind))
    .map(({ kind, metadata: { name, generation } }) => ({
      kind,
      name,
      ...(generation !== undefined && { generation }),
    }))
}
