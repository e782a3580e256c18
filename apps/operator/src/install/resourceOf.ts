import { defineResource } from '@catalyst/kubernetes-client'
import type { Manifest } from './readManifests.ts'

/** The kind of an object in `deploy/`: their plurals are the usual ones. */
export function resourceOf({ apiVersion, kind, metadata }: Manifest) {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const plural = `${kind.toLowerCase()}s`.replace(/ys$/, 'ies')
  return defineResource<Manifest>({ group, version, plural, kind, namespaced: metadata.namespace !== undefined })
}
