import type { Environment, Project } from '@catalyst/api'
import { environmentLabels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'

/** An environment with all that decides how its namespace looks. */
export interface Home {
  environment: Environment
  project: Project
  team: string
  /** Where it runs. */
  namespace: string
  /** On everything that is made for it. */
  labels: Readonly<Record<string, string>>
  settings: OperatorSettings
}

export function homeOf(environment: Environment, project: Project, { settings }: { settings: OperatorSettings }): Home {
  const { name } = environment.metadata
  const team = project.metadata.namespace ?? ''
  const branch = environment.spec.sources?.[0]?.branch
  return {
    environment,
    project,
    team,
    namespace: generateNamespace(team, project.metadata.name, name),
    labels: environmentLabels({ team, project: project.metadata.name, environment: name, branch }),
    settings,
  }
}
