import type { V1Namespace } from '../loader.ts'
import { defineResource } from './defineResource.ts'
import type { Plain } from './Plain.ts'

export type Namespace = Plain<V1Namespace>

export const namespaces = defineResource<Namespace>({
  group: '',
  version: 'v1',
  plural: 'namespaces',
  kind: 'Namespace',
  namespaced: false,
})
