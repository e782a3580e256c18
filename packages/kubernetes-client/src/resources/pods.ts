import type { Pod } from '@catalyst/api'
import { defineResource } from './defineResource.ts'
import type { ResourceDefinition } from './ResourceDefinition.ts'

export const pods: ResourceDefinition<Pod, Pod> = defineResource({
  group: '',
  version: 'v1',
  plural: 'pods',
  kind: 'Pod',
  namespaced: true,
})
