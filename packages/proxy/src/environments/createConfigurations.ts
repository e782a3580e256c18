import type { Environment, Project } from '@catalyst/api'
import type { Caller, ObjectRef } from '../objects/Caller.ts'
import { isProblemError, ProblemError } from '../problems/ProblemError.ts'
import type { RestContext } from '../RestContext.ts'
import { configurationOf, type Configuration } from './configurationOf.ts'
import { resolveTeam } from './resolveTeam.ts'

export type ConfigurationScope = 'project' | 'environment'

/** What overrides detection; null goes back to what was detected. */
export interface ConfigurationOverride {
  devCommand?: string | null | undefined
  workdir?: string | null | undefined
}

export interface Configurations {
  get(caller: Caller, ref: ObjectRef): Promise<Configuration>
  set(
    caller: Caller,
    ref: ObjectRef,
    change: { scope: ConfigurationScope; override: ConfigurationOverride },
  ): Promise<Configuration>
}

/** Reads and overrides the dev command of an environment, for itself or for its whole project. */
export function createConfigurations({
  environments,
  projects,
}: Pick<RestContext, 'environments' | 'projects'>): Configurations {
  async function projectRefOf(caller: Caller, environment: Environment): Promise<ObjectRef | undefined> {
    const namespace = await resolveTeam(caller, environment)
    return namespace === undefined ? undefined : { namespace, name: environment.spec.projectRef.name }
  }

  async function projectOf(caller: Caller, environment: Environment): Promise<Project | undefined> {
    const ref = await projectRefOf(caller, environment)
    if (ref === undefined) return undefined
    try {
      return await projects.get(caller, ref)
    } catch (error) {
      // An environment may be older than its project, or outlive it.
      if (isProblemError(error) && error.code === 'NOT_FOUND') return undefined
      throw error
    }
  }

  return {
    async get(caller, ref) {
      const environment = await environments.get(caller, ref)
      return configurationOf(environment, await projectOf(caller, environment))
    },

    async set(caller, ref, { scope, override }) {
      if (scope === 'environment') {
        const environment = await environments.patch(caller, ref, { spec: override })
        return configurationOf(environment, await projectOf(caller, environment))
      }
      const environment = await environments.get(caller, ref)
      const projectRef = await projectRefOf(caller, environment)
      if (projectRef === undefined) {
        throw new ProblemError(
          'NOT_FOUND',
          'The project of this environment is not known, so nothing can be set for it.',
          { missing: 'resource' },
        )
      }
      return configurationOf(
        environment,
        await projects.patch(caller, projectRef, { spec: { deploymentConfig: override } }),
      )
    },
  }
}
