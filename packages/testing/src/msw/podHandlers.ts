import type { EnvironmentMetrics, Pod, PodMetricsResult } from '@catalyst/api'
import type { RequestHandler } from 'msw'
import { problem } from '../builders/problem.ts'
import { mockRoute, type MockRequest } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { listOf, mustGet } from './scopes.ts'
import { commandLine, runCommand } from './scriptedShell.ts'

type Found = Pick<MockRequest, 'param' | 'world'>

const unknownUsage = { available: false, reason: 'NotYetKnown', message: 'Usage is not known yet.' } as const

/** Pods, events, usage, one-shot commands and debug containers. */
export function podHandlers(root: MockWorld): RequestHandler[] {
  const homeOf = ({ world, param }: Found) => {
    const ref = { namespace: param('namespace'), name: param('name') }
    return mustGet(world.environments, ref, 'Environment').status?.namespace
  }
  const podOf = ({ world, param }: Found) =>
    mustGet(world.pods, { namespace: param('namespace'), name: param('pod') }, 'Pod')
  const within = <T extends { metadata: { namespace?: string | undefined } }>(objects: T[], home: string | undefined) =>
    objects.filter((object) => object.metadata.namespace === home)

  return [
    mockRoute(root, 'listEnvironmentPods', (request) =>
      listOf(request.world, within(request.world.pods.list(), homeOf(request)), request.url),
    ),
    mockRoute(root, 'listEnvironmentEvents', (request) =>
      listOf(request.world, within(request.world.events.list(), homeOf(request)), request.url),
    ),
    mockRoute(root, 'getEnvironmentMetrics', (request) => {
      const known: EnvironmentMetrics = request.world.metrics.get(homeOf(request) ?? '') ?? unknownUsage
      return Response.json(known)
    }),
    mockRoute(root, 'listPods', ({ world, param, url }) =>
      listOf(world, within(world.pods.list(), param('namespace')), url),
    ),
    mockRoute(root, 'listEvents', ({ world, param, url }) =>
      listOf(world, within(world.events.list(), param('namespace')), url),
    ),
    mockRoute(root, 'getPod', (request) => Response.json(podOf(request))),
    mockRoute(root, 'getPodMetrics', (request) =>
      Response.json(podMetricsOf(request.world, podOf(request).metadata.name)),
    ),
    mockRoute(root, 'execInPod', async (request) => {
      podOf(request)
      const { command } = await request.body()
      return Response.json({ stderr: '', truncated: false, ...runCommand(commandLine(command)) })
    }),
    mockRoute(root, 'debugPod', async (request) => {
      const { image = 'docker.io/library/busybox:stable', targetContainer } = await request.body()
      const added = request.world.pods.put(withDebugContainer(podOf(request), { image, targetContainer }))
      return Response.json(added, { status: 201 })
    }),
  ]
}

function podMetricsOf(world: MockWorld, name: string): PodMetricsResult {
  for (const metrics of world.metrics.values()) {
    if (!metrics.available) return metrics
    const found = metrics.pods.find((one) => one.metadata.name === name)
    if (found !== undefined) return { available: true, metrics: found }
  }
  return unknownUsage
}

/** The pod with one more ephemeral container, which runs at once and is the last one. */
function withDebugContainer(
  pod: Pod,
  { image, targetContainer }: { image: string; targetContainer: string | undefined },
): Pod {
  const { spec = { containers: [] }, status = {} } = pod
  if (status.phase === 'Succeeded' || status.phase === 'Failed') {
    const detail = `Pod "${pod.metadata.name}" has ended (${status.phase}), so no container can start in it any more.`
    throw new ThrownProblem(problem('CONFLICT', { reason: 'NotRunning', detail }))
  }
  const present = spec.ephemeralContainers ?? []
  const name = `debug-${present.length + 1}`
  const container = { name, image, ...(targetContainer === undefined ? {} : { targetContainerName: targetContainer }) }
  const running = { name, image, imageID: '', ready: true, restartCount: 0, state: { running: {} } }
  return {
    ...pod,
    spec: { ...spec, ephemeralContainers: [...present, container] },
    status: { ...status, ephemeralContainerStatuses: [...(status.ephemeralContainerStatuses ?? []), running] },
  }
}
