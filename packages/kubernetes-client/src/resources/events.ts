import type { KubernetesEvent } from '@catalyst/api'
import { defineResource } from './defineResource.ts'

export const events = defineResource<KubernetesEvent>({
  group: '',
  version: 'v1',
  plural: 'events',
  kind: 'Event',
  namespaced: true,
})
