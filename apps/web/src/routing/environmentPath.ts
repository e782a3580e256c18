import type { ResourceRef } from '@catalyst/sdk'

/** The address of an environment's page. */
export function environmentPath({ cluster = '-', namespace, name }: ResourceRef): string {
  return `/environments/${[cluster, namespace, name].map(encodeURIComponent).join('/')}`
}
