import type { Environment, EnvironmentInput } from '@catalyst/api'
import { catalystApi } from './catalystApi.ts'
import { defineResource } from './defineResource.ts'
import type { Draft } from './Draft.ts'

export type EnvironmentDraft = Draft<EnvironmentInput>

export const environments = defineResource<Environment, EnvironmentDraft>({
  ...catalystApi,
  plural: 'environments',
  kind: 'Environment',
})
