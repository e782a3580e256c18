import { routes, type OperationId, type Routes } from '@catalyst/api'
import { http, type HttpHandler } from 'msw'
import { problem } from '../builders/problem.ts'
import { issuesOf } from './issuesOf.ts'
import type { MockWorld } from './MockWorld.ts'
import { answering, ThrownProblem } from './problemResponse.ts'
import { kindOfOperation, rightOfOperation } from './operations.ts'

type BodyOf<Id extends OperationId> = Routes[Id]['request'] extends {
  body: { parse: (input: unknown) => infer Output }
}
  ? Output
  : never

export interface MockRequest<Id extends OperationId = OperationId> {
  /** The cluster that the path names. */
  world: MockWorld
  request: Request
  url: URL
  /** Parameter of the path, decoded. */
  param: (name: string) => string
  /** The body as the contract reads it. @throws ThrownProblem INVALID_INPUT with the path of each fault */
  body: () => Promise<BodyOf<Id>>
}

/**
 * A handler for one operation of the contract. Before it resolves, it waits while the world is held, fails while nothing
 * answers, and refuses what the world was told to refuse, what is out of reach and what the caller may not do.
 */
export function mockRoute<Id extends OperationId>(
  root: MockWorld,
  operation: Id,
  resolve: (request: MockRequest<Id>) => Response | Promise<Response>,
): HttpHandler {
  const { method, path } = routes[operation]
  const pattern = `*/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
  return http[method](pattern, async ({ request, params }) => {
    await root.ready
    if (root.isOffline) return Response.error()
    const url = new URL(request.url)
    root.requests.push(`${request.method} ${url.pathname.replace(/^.*\/api\/v1/, '')}`)
    const param = (name: string) => String(params[name])
    return answering(() => {
      const world = params['cluster'] === undefined ? root : mustFindCluster(root, param('cluster'))
      if (params['cluster'] !== undefined) mustBeReachable(world)
      mustBeServed(world, operation)
      mustBeAllowed(world, operation, params)
      return resolve({ world, request, url, param, body: () => readBody(operation, request) })
    })
  })
}

function mustFindCluster(root: MockWorld, name: string): MockWorld {
  const world = root.cluster(name)
  if (world !== undefined) return world
  throw new ThrownProblem(problem('NOT_FOUND', { missing: 'cluster', detail: `There is no cluster "${name}".` }))
}

function mustBeReachable({ unreachable }: MockWorld): void {
  if (unreachable !== undefined) throw new ThrownProblem(unreachable)
}

function mustBeServed(world: MockWorld, operation: OperationId): void {
  const kind = kindOfOperation(operation)
  const refused = world.takeProblem(operation) ?? (kind && world.takeProblem(kind))
  if (refused !== undefined) throw new ThrownProblem(refused)
}

function mustBeAllowed(
  world: MockWorld,
  operation: OperationId,
  params: Readonly<Record<string, string | readonly string[] | undefined>>,
): void {
  const right = rightOfOperation(operation)
  if (right === undefined) return
  const [namespace, name] = [params['namespace'], params['name'] ?? params['pod']]
  const verdict = world.mayDo({
    ...right,
    ...(typeof namespace === 'string' ? { namespace } : {}),
    ...(typeof name === 'string' ? { name } : {}),
  })
  if (verdict.allowed) return
  throw new ThrownProblem(problem('FORBIDDEN', { detail: verdict.reason ?? `You may not ${right.verb} this.` }))
}

async function readBody<Id extends OperationId>(operation: Id, request: Request): Promise<BodyOf<Id>> {
  const contract = routes[operation].request
  const input: unknown = await request
    .clone()
    .json()
    .catch(() => undefined)
  const result = 'body' in contract ? contract.body.safeParse(input) : undefined
  if (result?.success) return result.data as BodyOf<Id>
  const issues = result === undefined ? [] : issuesOf(result.error)
  throw new ThrownProblem(problem('INVALID_INPUT', { issues, detail: 'The body of the request is not valid.' }))
}
