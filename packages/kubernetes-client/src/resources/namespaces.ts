import type { V1Namespace } from '../loader.ts'
import { defineResource } from './defineResource.ts'
import type { Plain } from './Plain.ts'
import type { ResourceDefinition } from './ResourceDefinition.ts'

export type Namespace = Plain<V1Namespace>

export const namespaces: ResourceDefinition<Namespace, Namespace> = defineResource({
  group: '',
  version: 'v1',
  plural: 'namespaces',
  kind: 'Namespace',
  namespaced: false,
})
