import type { Pod, RouteBody, Routes } from '@catalyst/api'
import { pods, request, resourcePath } from '@catalyst/kubernetes-client'
import { containerToExec } from '../exec/containerToExec.ts'
import type { Caller } from '../objects/Caller.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyContext } from '../ProxyContext.ts'
import { getPod } from './getPod.ts'

export type DebugRequest = RouteBody<Routes['debugPod']> & { namespace: string; pod: string }

const defaultImage = 'docker.io/library/busybox:stable'

/**
 * Adds an ephemeral container to a pod, with a terminal that waits for somebody to attach; in the answer it is the last
 * one. It takes the right to `patch
 * pods/ephemeralcontainers`, as `kubectl debug` does, and the cluster is asked as the caller.
 *
 * @throws ProblemError FORBIDDEN; NOT_FOUND for a pod or target that is not there; CONFLICT for one that is not running.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
 */
export async function addDebugContainer(
  context: Pick<ProxyContext, 'requireAccess' | 'options'>,
  caller: Caller,
  { namespace, pod, image, targetContainer, command }: DebugRequest,
): Promise<Pod> {
  const { kubeConfig, impersonate, identity, cluster } = caller
  const review = { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', namespace, name: pod }
  await context.requireAccess(identity, cluster, review)
  const present = await getPod(caller, { namespace, pod })
  if (targetContainer !== undefined) containerToExec(present, targetContainer)
  else requireRunning(present)
  const container = {
    // Ephemeral containers can't be removed, so every one needs a name of its own.
    name: `debug-${crypto.randomUUID().slice(0, 8)}`,
    image: image ?? context.options.debugImage ?? defaultImage,
    // A node that has the image needs no registry, which may be what is being looked into.
    imagePullPolicy: 'IfNotPresent',
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
  return withNewestLast(answer, container.name)
}

/** The API server puts new ones first, or last, as its version has it. */
function withNewestLast({ metadata: { managedFields: _dropped, ...metadata }, spec, ...pod }: Pod, name: string): Pod {
  if (spec === undefined) return { ...pod, metadata }
  const all = spec.ephemeralContainers ?? []
  const others = all.filter((container) => container.name !== name)
  const added = all.filter((container) => container.name === name)
  return { ...pod, metadata, spec: { ...spec, ephemeralContainers: [...others, ...added] } }
}

/** The API server adds the container to a pod that has ended, where it never starts. */
function requireRunning({ metadata, status }: Pod): void {
  const phase = status?.phase
  if (phase !== 'Succeeded' && phase !== 'Failed') return
  const detail = `Pod "${metadata.name}" has ended (${phase}), so no container can start in it any more.`
  throw new ProblemError('CONFLICT', detail, { reason: 'NotRunning' })
}
