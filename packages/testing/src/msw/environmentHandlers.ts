import { environmentSchema, environmentWriteSchema, generateNamespace, phaseOf, type Environment } from '@catalyst/api'
import type { RequestHandler } from 'msw'
import { problem } from '../builders/problem.ts'
import { uid } from '../builders/uid.ts'
import { mergePatch } from '../cluster/objects/mergePatch.ts'
import { mockRoute, type MockRequest } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { isWanted, listOf, mustGet } from './scopes.ts'

const collection = '/clusters/:cluster/environments'
const one = '/clusters/:cluster/namespaces/:namespace/environments/:name'

/** Environments: list, CRUD with conflicts, retry and restart. */
export function environmentHandlers(world: MockWorld): RequestHandler[] {
  const found = ({ param }: MockRequest) => {
    refuseWhereTold(world)
    return mustGet(world.environments, { namespace: param('namespace'), name: param('name') }, 'Environment')
  }
  return [
    mockRoute(world, `GET ${collection}`, ({ url }) => {
      refuseWhereTold(world)
      return listOf(
        world,
        world.environments.list().filter((environment) => isWanted(environment, url)),
        url,
      )
    }),
    mockRoute(world, `POST ${collection}`, async ({ body }) => {
      refuseWhereTold(world)
      const created = world.environments.put(newEnvironment(world, await body()))
      return Response.json(created, { status: 201 })
    }),
    mockRoute(world, `GET ${one}`, (request) => Response.json(found(request))),
    mockRoute(world, `PUT ${one}`, async (request) => {
      const written = environmentWriteSchema.parse(await request.body())
      if (request.url.searchParams.get('apply') !== 'true') mustMatch(found(request), written.metadata.resourceVersion)
      const current = world.environments.get({ namespace: request.param('namespace'), name: request.param('name') })
      const next = current === undefined ? newEnvironment(world, written) : { ...current, spec: written.spec }
      return Response.json(world.environments.put(next))
    }),
    mockRoute(world, `PATCH ${one}`, async (request) => {
      const patched = environmentSchema.parse(mergePatch(found(request), await request.body()))
      return Response.json(world.environments.put(patched))
    }),
    mockRoute(world, `DELETE ${one}`, (request) => {
      const current = found(request)
      const deletionTimestamp = current.metadata.deletionTimestamp ?? new Date().toISOString()
      const deleting = { ...current, metadata: { ...current.metadata, deletionTimestamp } }
      return Response.json(world.environments.put(deleting), { status: 202 })
    }),
    mockRoute(world, `POST ${one}/retry`, (request) => act(world, found(request), 'retryRequest')),
    mockRoute(world, `POST ${one}/restart`, (request) => act(world, found(request), 'restartRequest')),
  ]
}

function refuseWhereTold(world: MockWorld): void {
  const refused = world.problemOf('environments')
  if (refused !== undefined) throw new ThrownProblem(refused)
}

function newEnvironment(world: MockWorld, input: unknown): Environment {
  const result = environmentWriteSchema.safeParse(input)
  if (!result.success) {
    const issues = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    throw new ThrownProblem(problem('INVALID_INPUT', { issues, detail: 'The environment is not valid.' }))
  }
  const { metadata, spec } = result.data
  const team = spec.projectRef.namespace ?? 'payments'
  const namespace = metadata.namespace ?? generateNamespace(team, spec.projectRef.name)
  if (world.environments.get({ namespace, name: metadata.name }) !== undefined) {
    const detail = `Environment "${metadata.name}" exists already.`
    throw new ThrownProblem(problem('CONFLICT', { reason: 'AlreadyExists', detail }))
  }
  return {
    ...result.data,
    metadata: {
      ...metadata,
      namespace,
      uid: uid(`environment/${namespace}/${metadata.name}`),
      creationTimestamp: new Date().toISOString(),
    },
    status: undefined,
  }
}

function mustMatch(current: Environment, resourceVersion: string | undefined): void {
  if (resourceVersion === undefined) {
    const issues = [{ path: 'metadata.resourceVersion', message: 'is required to replace an object' }]
    throw new ThrownProblem(problem('INVALID_INPUT', { issues }))
  }
  if (resourceVersion === current.metadata.resourceVersion) return
  const detail = 'The environment was changed by somebody else in the meantime.'
  throw new ThrownProblem(problem('CONFLICT', { reason: 'Conflict', detail }))
}

/** Asks for a redeploy or a restart: only where something is wrong. */
function act(world: MockWorld, current: Environment, field: 'retryRequest' | 'restartRequest'): Response {
  const phase = phaseOf(current)
  if (phase !== 'Failed' && phase !== 'Degraded') {
    const detail = `The environment is ${phase}: only a Failed or Degraded one can be asked for this.`
    throw new ThrownProblem(problem('CONFLICT', { reason: 'Conflict', detail }))
  }
  const request = String(world.revision + 1)
  const environment = world.environments.put({ ...current, spec: { ...current.spec, [field]: request } })
  return Response.json({ environment, request }, { status: 202 })
}
