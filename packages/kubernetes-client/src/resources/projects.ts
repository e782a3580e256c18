import type { Project, ProjectInput } from '@catalyst/api'
import { catalystApi } from './catalystApi.ts'
import { defineResource } from './defineResource.ts'
import type { Draft } from './Draft.ts'
import type { ResourceDefinition } from './ResourceDefinition.ts'

export type ProjectDraft = Draft<ProjectInput>

export const projects: ResourceDefinition<Project, ProjectDraft> = defineResource({
  ...catalystApi,
  plural: 'projects',
  kind: 'Project',
})
