import type { ClusterAccess } from '../config/ClusterAccess.ts'
import type { PodLogOptions } from './logRequest.ts'
import { streamPodLogs } from './streamPodLogs.ts'

/**
 * The log of a container as text. All of it is held in memory: bound it with `tailLines` or `limitBytes`, or use
 * {@link streamPodLogs}.
 * @throws KubernetesError when there is no such log, ConnectionError when the connection is lost.
 */
export async function getPodLogs(kubeConfig: ClusterAccess, options: PodLogOptions): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of streamPodLogs(kubeConfig, options)) chunks.push(chunk)
  options.signal?.throwIfAborted()
  return Buffer.concat(chunks).toString()
}
