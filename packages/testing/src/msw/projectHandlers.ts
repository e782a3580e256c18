import { projectSchema, type Project } from '@catalyst/api'
import type { RequestHandler } from 'msw'
import { problem } from '../builders/problem.ts'
import { uid } from '../builders/uid.ts'
import { applyPatch } from './applyPatch.ts'
import { mockRoute, type MockRequest } from './mockRoute.ts'
import { mustBeCurrent } from './mustBeCurrent.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { listOf, mustGet } from './scopes.ts'

type ProjectWrite = Pick<Project, 'apiVersion' | 'kind' | 'spec'> & {
  metadata: { name: string; namespace: string }
}

/** Projects: list, and CRUD with conflicts. */
export function projectHandlers(root: MockWorld): RequestHandler[] {
  const refOf = ({ param }: Pick<MockRequest, 'param'>) => ({ namespace: param('namespace'), name: param('name') })
  const found = (request: Pick<MockRequest, 'param' | 'world'>) =>
    mustGet(request.world.projects, refOf(request), 'Project')
  return [
    mockRoute(root, 'listProjects', ({ world, url }) => {
      const namespace = url.searchParams.get('namespace')
      const projects = world.projects.list()
      return listOf(
        world,
        namespace === null ? projects : projects.filter((one) => one.metadata.namespace === namespace),
        url,
      )
    }),
    mockRoute(root, 'createProject', async ({ world, body }) => {
      const created = world.projects.put(newProject(world, await body()))
      return Response.json(created, { status: 201 })
    }),
    mockRoute(root, 'getProject', (request) => Response.json(found(request))),
    mockRoute(root, 'replaceProject', async (request) => {
      const { world, url, body } = request
      const written = await body()
      if (url.searchParams.get('apply') !== 'true') mustBeCurrent(found(request), written.metadata.resourceVersion)
      const current = world.projects.get(refOf(request))
      return Response.json(
        world.projects.put(current === undefined ? newProject(world, written) : { ...current, spec: written.spec }),
      )
    }),
    mockRoute(root, 'patchProject', async (request) => {
      const patched = projectSchema.parse(applyPatch(found(request), await request.body()))
      return Response.json(request.world.projects.put(patched))
    }),
    mockRoute(root, 'deleteProject', (request) => {
      const project = found(request)
      request.world.projects.remove(refOf(request))
      return Response.json(project, { status: 202 })
    }),
  ]
}

function newProject(world: MockWorld, { apiVersion, kind, metadata, spec }: ProjectWrite): Project {
  if (world.projects.get(metadata) !== undefined) {
    const detail = `Project "${metadata.name}" exists already in team "${metadata.namespace}".`
    throw new ThrownProblem(problem('CONFLICT', { reason: 'AlreadyExists', detail }))
  }
  return {
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      uid: uid(`project/${metadata.namespace}/${metadata.name}`),
      creationTimestamp: world.now().toISOString(),
    },
    spec,
  }
}
