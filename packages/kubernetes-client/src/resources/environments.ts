import type { Environment, EnvironmentInput } from '@catalyst/api'
import { catalystApi } from './catalystApi.ts'
import { defineResource } from './defineResource.ts'
import type { Draft } from './Draft.ts'
import type { ResourceDefinition } from './ResourceDefinition.ts'

export type EnvironmentDraft = Draft<EnvironmentInput>

export const environments: ResourceDefinition<Environment, EnvironmentDraft> = defineResource({
  ...catalystApi,
  plural: 'environments',
  kind: 'Environment',
})
