import type { EnvironmentMetrics, ExecRequest, PodMetricsResult } from '@catalyst/api'
import type { RequestHandler } from 'msw'
import { mockRoute, type MockRequest } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { listOf, mustGet } from './scopes.ts'
import { runCommand } from './scriptedShell.ts'

const environment = '/clusters/:cluster/namespaces/:namespace/environments/:name'
const namespace = '/clusters/:cluster/namespaces/:namespace'
const unknownUsage = { available: false, reason: 'NotYetKnown', message: 'Usage is not known yet.' } as const

/** Pods, events, usage and one-shot commands. */
export function podHandlers(world: MockWorld): RequestHandler[] {
  const refuse = (kind: 'pods' | 'events' | 'metrics' | 'exec') => {
    const refused = world.problemOf(kind)
    if (refused !== undefined) throw new ThrownProblem(refused)
  }
  const homeOf = ({ param }: MockRequest) => {
    const ref = { namespace: param('namespace'), name: param('name') }
    return mustGet(world.environments, ref, 'Environment').status?.namespace
  }
  const podOf = ({ param }: MockRequest) =>
    mustGet(world.pods, { namespace: param('namespace'), name: param('pod') }, 'Pod')
  const within = <T extends { metadata: { namespace?: string | undefined } }>(objects: T[], home: string | undefined) =>
    objects.filter((object) => object.metadata.namespace === home)

  return [
    mockRoute(world, `GET ${environment}/pods`, (request) => {
      refuse('pods')
      return listOf(world, within(world.pods.list(), homeOf(request)), request.url)
    }),
    mockRoute(world, `GET ${environment}/events`, (request) => {
      refuse('events')
      return listOf(world, within(world.events.list(), homeOf(request)), request.url)
    }),
    mockRoute(world, `GET ${environment}/metrics`, (request) => {
      refuse('metrics')
      const known: EnvironmentMetrics = world.metrics.get(homeOf(request) ?? '') ?? unknownUsage
      return Response.json(known)
    }),
    mockRoute(world, `GET ${namespace}/pods`, (request) => {
      refuse('pods')
      return listOf(world, within(world.pods.list(), request.param('namespace')), request.url)
    }),
    mockRoute(world, `GET ${namespace}/events`, (request) => {
      refuse('events')
      return listOf(world, within(world.events.list(), request.param('namespace')), request.url)
    }),
    mockRoute(world, `GET ${namespace}/pods/:pod`, (request) => {
      refuse('pods')
      return Response.json(podOf(request))
    }),
    mockRoute(world, `GET ${namespace}/pods/:pod/metrics`, (request) => {
      refuse('metrics')
      return Response.json(podMetricsOf(world, podOf(request).metadata.name))
    }),
    mockRoute(world, `POST ${namespace}/pods/:pod/exec`, async (request) => {
      refuse('exec')
      podOf(request)
      const { command } = await request.body<ExecRequest>()
      return Response.json({ stderr: '', truncated: false, ...runCommand(commandLine(command)) })
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

/** What `sh -c` would be given, or the words joined. */
function commandLine(command: readonly string[]): string {
  return command[1] === '-c' ? (command[2] ?? '') : command.join(' ')
}
