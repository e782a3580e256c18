import type { apiGroup, apiVersion, Environment, EnvironmentInput, Project, ProjectInput } from '@catalyst/api'
import { defineResource } from './defineResource.ts'

// Written out and held to the contract by their types, because that module brings a schema library along.
const group: typeof apiGroup = 'catalyst.catalyst.dev'
const version: typeof apiVersion = 'v1alpha1'

/** An object as one writes it: the client knows its `apiVersion` and `kind`. */
type Draft<TInput extends { apiVersion: string; kind: string }> = Omit<TInput, 'apiVersion' | 'kind'> &
  Partial<Pick<TInput, 'apiVersion' | 'kind'>>

export type EnvironmentDraft = Draft<EnvironmentInput>
export type ProjectDraft = Draft<ProjectInput>

export const environments = defineResource<Environment, EnvironmentDraft>({
  group,
  version,
  plural: 'environments',
  kind: 'Environment',
  namespaced: true,
})

export const projects = defineResource<Project, ProjectDraft>({
  group,
  version,
  plural: 'projects',
  kind: 'Project',
  namespaced: true,
})
