import { apiGroup, type Project } from '@catalyst/api'
import { createAtHome } from '../namespaces/createAtHome.ts'
import type { Caller } from '../objects/Caller.ts'
import { writableObject } from '../objects/writableObject.ts'
import type { RestContext } from '../RestContext.ts'

type ProjectBody = Omit<Project, 'status'>

export interface CreateProjectOptions {
  namespace: string
  /** Create it or change it, whichever is needed. @default false */
  apply?: boolean | undefined
}

/** Creates a project in the namespace of its team, which is made first where it is missing. */
export async function createProject(
  context: RestContext,
  caller: Caller,
  { namespace, apply = false, ...body }: ProjectBody & CreateProjectOptions,
): Promise<Project> {
  const review = { verb: 'create', group: apiGroup, resource: 'projects', namespace }
  const project = writableObject(body, { namespace })
  const create = () => (apply ? context.projects.apply(caller, project) : context.projects.create(caller, project))
  return createAtHome(context, caller, { home: { namespace, team: namespace }, review, create })
}
