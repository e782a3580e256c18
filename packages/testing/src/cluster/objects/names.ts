import type { ResourceName, ResourceType } from './ResourceType.ts'

/** `v1`, `apps/v1`. */
export function apiVersionOf({ group, version }: { group: string; version: string }): string {
  return group === '' ? version : `${group}/${version}`
}

/** `pods`, `deployments.apps`. */
export function resourceNameOf({ group, plural }: Pick<ResourceType, 'group' | 'plural'>): ResourceName {
  return group === '' ? plural : `${plural}.${group}`
}

/** The group of an apiVersion; empty for the core. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}
