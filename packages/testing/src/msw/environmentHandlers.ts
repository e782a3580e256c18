import { annotations, environmentSchema, generateNamespace, phaseOf, type Environment } from '@catalyst/api'
import type { RequestHandler } from 'msw'
import { problem } from '../builders/problem.ts'
import { storyTime } from '../builders/storyTime.ts'
import { uid } from '../builders/uid.ts'
import { applyPatch } from './applyPatch.ts'
import { mockRoute, type MockRequest } from './mockRoute.ts'
import { mustBeCurrent } from './mustBeCurrent.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { isWanted, listOf, mustGet } from './scopes.ts'

type Found = Pick<MockRequest, 'param' | 'world'>

/** Environments: list, CRUD with conflicts, forced deletion, retry, restart and tokens. */
export function environmentHandlers(root: MockWorld): RequestHandler[] {
  const refOf = ({ param }: Found) => ({ namespace: param('namespace'), name: param('name') })
  const found = (request: Found) => mustGet(request.world.environments, refOf(request), 'Environment')
  return [
    mockRoute(root, 'listEnvironments', ({ world, url }) =>
      listOf(
        world,
        world.environments.list().filter((environment) => isWanted(environment, url)),
        url,
      ),
    ),
    mockRoute(root, 'createEnvironment', async ({ world, body }) => {
      const created = world.environments.put(newEnvironment(world, await body()))
      return Response.json(created, { status: 201 })
    }),
    mockRoute(root, 'getEnvironment', (request) => Response.json(found(request))),
    mockRoute(root, 'replaceEnvironment', async (request) => {
      const { world, url, body } = request
      const written = await body()
      if (url.searchParams.get('apply') !== 'true') mustBeCurrent(found(request), written.metadata.resourceVersion)
      const current = world.environments.get(refOf(request))
      const next = current === undefined ? newEnvironment(world, written) : { ...current, spec: written.spec }
      return Response.json(world.environments.put(next))
    }),
    mockRoute(root, 'patchEnvironment', async (request) => {
      const patched = environmentSchema.parse(applyPatch(found(request), await request.body()))
      return Response.json(request.world.environments.put(patched))
    }),
    mockRoute(root, 'deleteEnvironment', (request) => {
      const { world, url } = request
      const deleting = world.environments.put(deleted(world, found(request), url.searchParams.get('force') === 'true'))
      // A forced deletion waits for nobody; any other lasts until the story removes the environment.
      if (deleting.metadata.annotations?.[annotations.forceDelete] !== undefined) {
        queueMicrotask(() => world.environments.remove(refOf(request)))
      }
      return Response.json(deleting, { status: 202 })
    }),
    mockRoute(root, 'retryEnvironment', (request) => act(request.world, found(request), 'retryRequest')),
    mockRoute(root, 'restartEnvironment', (request) => act(request.world, found(request), 'restartRequest')),
    mockRoute(root, 'createEnvironmentToken', (request) => {
      const namespace = found(request).status?.namespace ?? ''
      const [token, serviceAccount, server] = ['not-a-secret', 'catalyst-owner', 'https://kubernetes.example.com']
      return Response.json(
        {
          token,
          expiresAt: storyTime(3600),
          namespace,
          serviceAccount,
          server,
          kubeconfig: 'apiVersion: v1\nkind: Config\n',
        },
        { status: 201 },
      )
    }),
  ]
}

type EnvironmentWrite = Pick<Environment, 'apiVersion' | 'kind' | 'spec'> & {
  metadata: { name: string; namespace?: string | undefined }
}

function newEnvironment(world: MockWorld, { apiVersion, kind, metadata, spec }: EnvironmentWrite): Environment {
  const team = spec.projectRef.namespace ?? world.session.teams[0] ?? 'payments'
  const namespace = generateNamespace(team, spec.projectRef.name)
  if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
    const issues = [{ path: 'metadata.namespace', message: `must be "${namespace}", the namespace of the project` }]
    throw new ThrownProblem(problem('INVALID_INPUT', { issues, detail: 'The environment is not valid.' }))
  }
  if (world.environments.get({ namespace, name: metadata.name }) !== undefined) {
    const detail = `Environment "${metadata.name}" exists already.`
    throw new ThrownProblem(problem('CONFLICT', { reason: 'AlreadyExists', detail }))
  }
  return {
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      namespace,
      uid: uid(`environment/${namespace}/${metadata.name}`),
      creationTimestamp: world.now().toISOString(),
    },
    spec,
    status: undefined,
  }
}

function deleted(world: MockWorld, current: Environment, isForced: boolean): Environment {
  const deletionTimestamp = current.metadata.deletionTimestamp ?? world.now().toISOString()
  const force = isForced ? { [annotations.forceDelete]: 'true' } : {}
  return {
    ...current,
    metadata: { ...current.metadata, deletionTimestamp, annotations: { ...current.metadata.annotations, ...force } },
  }
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
