import type { Impersonation } from '../http/Impersonation.ts'
import { requestStream, type StreamResponse } from '../http/requestStream.ts'
import { resourcePath } from '../http/resourcePath.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { pods } from '../resources/pods.ts'

/** Which log, and which part of it, as in `PodLogOptions` of Kubernetes. */
export interface PodLogOptions {
  namespace: string
  pod: string
  /** Needed where a pod has more than one. */
  container?: string | undefined
  /** Only so many lines from the end. */
  tailLines?: number | undefined
  sinceSeconds?: number | undefined
  /** RFC 3339; Kubernetes cuts it to seconds. */
  sinceTime?: string | undefined
  /** Begin every line with its time. */
  timestamps?: boolean | undefined
  /** The log of the run before the present one. */
  previous?: boolean | undefined
  /** Cut after so many bytes, also in the middle of a line. */
  limitBytes?: number | undefined
  impersonate?: Impersonation | undefined
  signal?: AbortSignal | undefined
}

/** Opens a log. `timeoutMs` bounds the wait for its beginning. */
export function requestPodLog(
  kubeConfig: ClusterAccess,
  options: PodLogOptions & { follow?: boolean | undefined; timeoutMs?: number | undefined },
): Promise<StreamResponse> {
  const { namespace, pod, impersonate, signal, timeoutMs = 30_000, ...query } = options
  return requestStream(kubeConfig, resourcePath(pods, { namespace, name: pod, subresource: 'log' }), {
    query,
    impersonate,
    signal,
    timeoutMs,
  })
}
