import type { Pod, RouteBody, Routes } from '@catalyst/api'
import { pods, request, resourcePath } from '@catalyst/kubernetes-client'
import type { Caller } from '../objects/Caller.ts'

/**
 * Adds an ephemeral container to a pod, with a terminal that waits for somebody to attach.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
 */
export async function addDebugContainer(
  { kubeConfig, impersonate }: Caller,
  { namespace, pod }: { namespace: string; pod: string },
  { image, targetContainer, command }: RouteBody<Routes['debugPod']>,
): Promise<Pod> {
  const container = {
    // Ephemeral containers can't be removed, so every one needs a name of its own.
    name: `debug-${crypto.randomUUID().slice(0, 8)}`,
    image,
    stdin: true,
    tty: true,
    ...(targetContainer !== undefined && { targetContainerName: targetContainer }),
    ...(command !== undefined && { command }),
  }
  const path = resourcePath(pods, { namespace, name: pod, subresource: 'ephemeralcontainers' })
  const answer = await request<Pod>(kubeConfig, path, {
    method: 'PATCH',
    contentType: 'application/strategic-merge-patch+json',
    body: { spec: { ephemeralContainers: [container] } },
    impersonate,
  })
  const { managedFields: _dropped, ...metadata } = answer.metadata
  return { ...answer, metadata }
}
