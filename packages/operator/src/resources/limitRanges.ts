import { defineResource, type ResourceDefinition } from '@catalyst/kubernetes-client'

export interface LimitRange {
  metadata?: { name?: string; namespace?: string; labels?: Record<string, string>; resourceVersion?: string }
  spec?: object
}

export const limitRanges: ResourceDefinition<LimitRange, LimitRange> = defineResource({
  group: '',
  version: 'v1',
  plural: 'limitranges',
  kind: 'LimitRange',
  namespaced: true,
})
