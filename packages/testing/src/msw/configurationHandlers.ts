import { environmentSchema, projectSchema, type Environment, type Project } from '@catalyst/api'
import type { RequestHandler } from 'msw'
import { problem } from '../builders/problem.ts'
import { mergePatch } from '../cluster/objects/mergePatch.ts'
import { mockRoute, type MockRequest } from './mockRoute.ts'
import type { MockWorld } from './MockWorld.ts'
import { ThrownProblem } from './problemResponse.ts'
import { mustGet } from './scopes.ts'

type Found = Pick<MockRequest, 'param' | 'world'>

interface Override {
  devCommand?: string | null | undefined
  workdir?: string | null | undefined
}

/** What was detected of an environment and what overrides it, for itself or for its project. */
export function configurationHandlers(root: MockWorld): RequestHandler[] {
  const answer = (request: Found) => {
    const environment = environmentOf(request)
    return Response.json(configurationOf(environment, projectOf(request.world, environment)))
  }
  return [
    mockRoute(root, 'getConfiguration', answer),
    mockRoute(root, 'updateConfiguration', async (request) => {
      const { scope, ...override } = await request.body()
      write(request, scope, override)
      return answer(request)
    }),
    mockRoute(root, 'resetConfiguration', (request) => {
      write(request, request.url.searchParams.get('scope') ?? 'project', { devCommand: null, workdir: null })
      return answer(request)
    }),
  ]
}

function environmentOf({ world, param }: Found): Environment {
  return mustGet(world.environments, { namespace: param('namespace'), name: param('name') }, 'Environment')
}

function projectOf(world: MockWorld, { spec }: Environment): Project | undefined {
  const { name, namespace = world.session.teams[0] ?? 'payments' } = spec.projectRef
  return world.projects.get({ namespace, name })
}

function write(request: Found, scope: string, override: Override): void {
  const { world } = request
  const environment = environmentOf(request)
  if (scope === 'environment') {
    world.environments.put(environmentSchema.parse(mergePatch(environment, { spec: override })))
    return
  }
  const project = projectOf(world, environment)
  if (project === undefined) {
    const detail = 'The project of this environment is not known, so nothing can be set for it.'
    throw new ThrownProblem(problem('NOT_FOUND', { missing: 'resource', detail }))
  }
  world.projects.put(projectSchema.parse(mergePatch(project, { spec: { deploymentConfig: override } })))
}

function configurationOf({ spec, status }: Environment, project: Project | undefined) {
  const given = (fields: Override) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))
  const detected = { ...status?.detected }
  const environment = given({ devCommand: spec.devCommand, workdir: spec.workdir })
  const shared = given({ ...project?.spec.deploymentConfig })
  const found = given({ devCommand: detected.command, workdir: detected.workdir })
  return { detected, project: shared, environment, effective: { ...found, ...shared, ...environment } }
}
