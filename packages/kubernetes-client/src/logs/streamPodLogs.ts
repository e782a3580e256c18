import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { requestPodLog, type PodLogOptions } from './logRequest.ts'

/**
 * The bytes of a log as they are, until it ends or, with `follow`, until the container does. Whoever reads slowly slows
 * the kubelet down: nothing piles up here. Leaving the loop or aborting the signal closes the connection. For a log that
 * goes on over lost connections, rotation and restarts, see {@link followLog}.
 * @throws KubernetesError when there is no such log, ConnectionError when the connection is lost.
 */
export async function* streamPodLogs(
  kubeConfig: ClusterAccess,
  options: PodLogOptions & {
    /** Go on with what the container writes. @default false */
    follow?: boolean | undefined
  },
): AsyncGenerator<Uint8Array, void, undefined> {
  const response = await requestPodLog(kubeConfig, options)
  try {
    for await (const chunk of response.body) yield chunk as Uint8Array
  } catch (error) {
    if (!options.signal?.aborted) throw error
  } finally {
    response.close()
  }
}
