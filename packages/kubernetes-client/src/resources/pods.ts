import type { Pod } from '@catalyst/api'
import { defineResource } from './defineResource.ts'

export const pods = defineResource<Pod>({ group: '', version: 'v1', plural: 'pods', kind: 'Pod', namespaced: true })
