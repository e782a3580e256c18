import type { apiGroup, apiVersion } from '@catalyst/api'

// Written out and held to the contract by their types, because that module brings a schema library along.
const group: typeof apiGroup = 'catalyst.catalyst.dev'
const version: typeof apiVersion = 'v1alpha1'

/** The API of Catalyst's custom resources, whose kinds are all namespaced. */
export const catalystApi = { group, version, namespaced: true } as const
