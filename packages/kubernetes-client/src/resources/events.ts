import type { KubernetesEvent } from '@catalyst/api'
import { defineResource } from './defineResource.ts'
import type { ResourceDefinition } from './ResourceDefinition.ts'

export const events: ResourceDefinition<KubernetesEvent, KubernetesEvent> = defineResource({
  group: '',
  version: 'v1',
  plural: 'events',
  kind: 'Event',
  namespaced: true,
})
