import type { Project, ProjectInput } from '@catalyst/api'
import { catalystApi } from './catalystApi.ts'
import { defineResource } from './defineResource.ts'
import type { Draft } from './Draft.ts'

export type ProjectDraft = Draft<ProjectInput>

export const projects = defineResource<Project, ProjectDraft>({ ...catalystApi, plural: 'projects', kind: 'Project' })
