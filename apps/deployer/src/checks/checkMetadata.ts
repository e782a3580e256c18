import { labels as keys } from '@catalyst/api/labels'
import type { ManifestObject } from '../objects/ManifestObject.ts'
import { metadataPaths } from '../objects/metadataPaths.ts'
import { fieldsOf, isRecord, valueAt } from '../objects/values.ts'
import type { Boundaries } from './Boundaries.ts'
import type { Fault } from './Fault.ts'

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const objectName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/
const platformPrefix = 'catalyst.dev/'

/** Names, namespace, labels, and what would tie an object to others. */
export function* checkMetadata(object: ManifestObject, { namespace, labels }: Boundaries): Generator<Fault> {
  const { kind, metadata } = object
  const { name } = metadata
  if (typeof name !== 'string' || !objectName.test(name)) {
    yield invalid(
      'metadata.name has to be lower-case letters, digits, "-" and ".", and metadata.generateName is not taken.',
    )
  } else if (isReserved(kind, name)) {
    yield invalid('the name is kept for the platform. Choose another.')
  }
  const stated: unknown = metadata.namespace
  if (stated !== undefined && stated !== null && stated !== namespace) {
    yield {
      reason: 'NamespaceForbidden',
      message: `it is for namespace ${JSON.stringify(stated)}. Leave metadata.namespace out: it is that of the environment.`,
    }
  }
  for (const field of ['finalizers', 'ownerReferences']) {
    if (metadata[field] !== undefined) yield invalid(`metadata.${field} is not allowed. Leave it out.`)
  }
  yield* checkPlatformKeys(object, labels)
}

/** Labels of the platform are overwritten where it sets them, and refused where it does not. */
function* checkPlatformKeys(object: ManifestObject, labels: Boundaries['labels']): Generator<Fault> {
  const { metadata, kind } = object
  const overwritten = new Set([metadata, ...metadataPaths(kind).map((path) => valueAt(object, [...path, 'metadata']))])
  const refused = new Set<string>()
  for (const place of metadataIn(object)) {
    const ofLabels = Object.keys(fieldsOf(place['labels'])).filter(
      (key) => key !== keys.component && !(overwritten.has(place) && Object.hasOwn(labels, key)),
    )
    for (const key of [...ofLabels, ...Object.keys(fieldsOf(place['annotations']))]) {
      if (key.startsWith(platformPrefix)) refused.add(key)
    }
  }
  for (const key of refused) yield invalid(`${key} is for the platform to set. Leave it out.`)
}

/** That of the object, and of everything that is made of it: pods, Jobs, claims. */
function* metadataIn(value: unknown): Generator<Record<string, unknown>> {
  for (const [field, one] of Object.entries(value ?? {})) {
    if (field === 'metadata' && isRecord(one)) yield one
    else if (typeof one === 'object') yield* metadataIn(one)
  }
}

function isReserved(kind: string, name: string): boolean {
  if (name.startsWith('catalyst')) return true
  if (kind === 'ServiceAccount') return name === 'default'
  if (kind === 'ConfigMap') return name === 'kube-root-ca.crt'
  // What Helm remembers of releases.
  return kind === 'Secret' && name.startsWith('sh.helm.release.')
}

function invalid(message: string): Fault {
  return { reason: 'ManifestInvalid', message }
}
