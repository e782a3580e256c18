import type { Environment, Project, RouteResponse, Routes } from '@catalyst/api'
import { withoutAbsent } from '../objects/withoutAbsent.ts'

export type Configuration = RouteResponse<Routes['getConfiguration']>

/** What was detected of an environment, what overrides it, and what holds: the environment's own word before its project's. */
export function configurationOf(environment: Environment, project: Project | undefined): Configuration {
  const { devCommand, workdir } = environment.spec
  const own = withoutAbsent({ devCommand, workdir })
  const shared = { ...project?.spec.deploymentConfig }
  const detected = { ...environment.status?.detected }
  const found = withoutAbsent({ devCommand: detected.command, workdir: detected.workdir })
  return { detected, project: shared, environment: own, effective: { ...found, ...withoutAbsent(shared), ...own } }
}
