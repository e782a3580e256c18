import { apiGroup, environmentLabels, type Environment } from '@catalyst/api'
import { createAtHome } from '../namespaces/createAtHome.ts'
import { labelsOfNamespace } from '../namespaces/labelsOfNamespace.ts'
import type { Caller } from '../objects/Caller.ts'
import { writableObject } from '../objects/writableObject.ts'
import type { RestContext } from '../RestContext.ts'
import { homeOf } from './homeOf.ts'

export interface CreateOptions {
  /** Create it or change it, whichever is needed. @default false */
  apply?: boolean | undefined
  /** Namespace that the path names. */
  namespace?: string | undefined
}

type EnvironmentBody = Omit<Environment, 'status'>

/** Creates an environment in the namespace of its project, which is made first where it is missing. */
export async function createEnvironment(
  context: RestContext,
  caller: Caller,
  { apply = false, namespace: named, ...body }: EnvironmentBody & CreateOptions,
): Promise<Environment> {
  const { metadata } = body
  const home = await homeOf(
    { ...body, metadata: { namespace: named ?? metadata.namespace } },
    {
      teams: caller.identity.teams,
      labelsOf: async (namespace) => labelsOfNamespace(caller.kubeConfig, namespace),
    },
  )
  const { namespace } = home
  const review = { verb: 'create', group: apiGroup, resource: 'environments', namespace }
  const environment = writableObject(
    { ...body, metadata: { ...metadata, labels: labelsOf(body, home.team) } },
    { namespace },
  )
  const create = () =>
    apply ? context.environments.apply(caller, environment) : context.environments.create(caller, environment)
  return createAtHome(context, caller, { home, review, create })
}

/** The labels by which an environment is found, beside those that the client gave it. */
function labelsOf({ metadata, spec }: EnvironmentBody, team: string): Record<string, string> {
  const branch = spec.sources?.find((source) => source.branch !== undefined)?.branch
  return {
    ...metadata.labels,
    ...environmentLabels({ team, project: spec.projectRef.name, environment: metadata.name, branch }),
  }
}
