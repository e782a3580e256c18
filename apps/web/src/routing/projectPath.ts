import type { ResourceRef } from '@catalyst/sdk'

/** The address of a project's page. */
export function projectPath({ cluster = '-', namespace, name }: ResourceRef): string {
  return `/projects/${[cluster, namespace, name].map(encodeURIComponent).join('/')}`
}
