import type { ResourceRef } from '@catalyst/sdk'

/** The address of the form for a new environment, of a project. */
export function newEnvironmentPath({ cluster, namespace, name }: ResourceRef): string {
  const query = new URLSearchParams({ team: namespace, project: name })
  if (cluster !== undefined && cluster !== '-') query.set('cluster', cluster)
  return `/environments/new?${query.toString()}`
}
