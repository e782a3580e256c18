import {
  createResourceClient,
  request,
  resourcePath,
  secrets,
  type ClusterAccess,
  type Secret,
} from '@catalyst/kubernetes-client'
import { ignoreNotFound } from '../objects/ignoreNotFound.ts'

export interface SecretReference {
  namespace: string
  name: string
}

/** Reads Secrets by name, as often as it is asked to; `undefined` where there is none. */
export interface SecretReader {
  get: (reference: SecretReference, signal: AbortSignal) => Promise<Secret | undefined>
  /** Its version alone. */
  version: (reference: SecretReference, signal: AbortSignal) => Promise<string | undefined>
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches */
const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'

export function createSecretReader(kubeConfig: ClusterAccess): SecretReader {
  const client = createResourceClient(secrets, { kubeConfig })
  return {
    get: (reference, signal) => client.get(reference, { signal }).catch(ignoreNotFound),
    // What is in it does not leave the API server.
    version: (reference, signal) =>
      request<Pick<Secret, 'metadata'>>(kubeConfig, resourcePath(secrets, reference), { signal, headers: { accept } })
        .then(({ metadata }) => metadata?.resourceVersion)
        .catch(ignoreNotFound),
  }
}
