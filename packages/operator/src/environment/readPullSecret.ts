import type { Environment } from '@catalyst/api'
import { createResourceClient, secrets, type ClusterAccess } from '@catalyst/kubernetes-client'
import { pullTypes } from '../credentials/desiredCredentials.ts'
import { ownerReferenceOf } from '../deployment/ownerReferenceOf.ts'
import type { PullCopy } from '../deployment/pullCopiesOf.ts'
import { ignoreNotFound } from '../objects/ignoreNotFound.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'

/**
 * The copy of a Secret, for where a Job begins in a moment. `undefined` where it is not there or is for something else: that is passed
 * over, as kubelets do, since the image may be on the node.
 */
export async function readPullSecret(
  environment: Environment,
  { from, name }: PullCopy,
  { kubeConfig, signal }: { kubeConfig: ClusterAccess; signal: AbortSignal },
): Promise<DesiredObject | undefined> {
  const source = await createResourceClient(secrets, { kubeConfig }).get(from, { signal }).catch(ignoreNotFound)
  const { type = '', data } = source ?? {}
  if (data === undefined || !pullTypes.includes(type)) return undefined
  const metadata = {
    name,
    namespace: environment.metadata.namespace,
    ownerReferences: [ownerReferenceOf(environment)],
  }
  return { apiVersion: 'v1', kind: 'Secret', metadata, type, data }
}
