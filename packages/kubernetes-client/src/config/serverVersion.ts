import { request } from '../http/request.ts'
import type { ClusterAccess } from './ClusterAccess.ts'
import type { CallOptions } from '../resources/ResourceClient.ts'

export interface ServerVersion {
  /** Such as `v1.34.4`. */
  gitVersion: string
  major: string
  minor: string
  /** Such as `linux/amd64`. */
  platform: string
}

/** Asks an API server for its version, which also tells whether it answers. @throws KubernetesError, ConnectionError. */
export function serverVersion(kubeConfig: ClusterAccess, options: CallOptions = {}): Promise<ServerVersion> {
  return request(kubeConfig, '/version', options)
}
