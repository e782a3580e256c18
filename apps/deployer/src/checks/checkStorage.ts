import type { ManifestObject } from '../objects/ManifestObject.ts'
import { entriesOf, fieldsOf } from '../objects/values.ts'
import type { Fault } from './Fault.ts'

/** Claims get a volume of their own, and Secrets hold what is written into them. */
export function* checkStorage(object: ManifestObject): Generator<Fault> {
  const { kind } = object
  if (kind === 'Secret' && object['type'] === 'kubernetes.io/service-account-token') {
    yield invalid(
      'a Secret of type kubernetes.io/service-account-token is not allowed: it would hold the token of an account.',
    )
  }
  if (kind === 'PersistentVolumeClaim') yield* checkClaim(fieldsOf(object['spec']), 'it')
  if (kind !== 'StatefulSet') return
  for (const template of entriesOf(fieldsOf(object['spec'])['volumeClaimTemplates'])) {
    yield* checkClaim(fieldsOf(fieldsOf(template)['spec']), 'a volumeClaimTemplate')
  }
}

function* checkClaim(spec: Record<string, unknown>, what: string): Generator<Fault> {
  if (spec['volumeName'])
    yield invalid(`${what} names a volume by volumeName, which may be that of others. Leave it out.`)
  if (fieldsOf(spec['dataSourceRef'])['namespace']) yield invalid(`${what} copies from another namespace.`)
}

function invalid(message: string): Fault {
  return { reason: 'ManifestInvalid', message }
}
