import type { ManifestObject } from '../objects/ManifestObject.ts'
import { entriesOf, fieldsOf } from '../objects/values.ts'
import type { Fault } from './Fault.ts'

/** Services lead to pods of the environment, from inside of the cluster. */
export function* checkService({ kind, spec }: ManifestObject): Generator<Fault> {
  if (kind !== 'Service') return
  const { type, externalIPs, externalName } = fieldsOf(spec)
  if (type !== undefined && type !== null && type !== 'ClusterIP') {
    const text = JSON.stringify(type)
    yield invalid(`a Service of type ${text} is not allowed. Use ClusterIP; an Ingress leads to it from outside.`)
  } else if (externalName !== undefined && externalName !== null && externalName !== '') {
    yield invalid('externalName is not allowed: a Service leads to pods of the environment.')
  }
  if (entriesOf(externalIPs).length > 0)
    yield invalid('externalIPs is not allowed: it would take the traffic of others.')
}

function invalid(message: string): Fault {
  return { reason: 'ManifestInvalid', message }
}
