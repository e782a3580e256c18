import type { FieldError } from '../../objects/FieldError.ts'
import { notSupported, required } from '../fieldErrors.ts'
import { entryPath } from '../fieldPath.ts'
import { type BuiltInValidator, type Fields, fieldsOf, isEmpty, listOf } from './BuiltInValidator.ts'
import { validatePortNumber } from './containers.ts'

export const validateService: BuiltInValidator = (service) => {
  const spec = fieldsOf(service, 'spec')
  const ports = listOf(spec, 'ports')
  const needsNone = spec['type'] === 'ExternalName' || spec['clusterIP'] === 'None'
  if (ports.length === 0 && !needsNone) return [required('spec.ports')]
  return ports.flatMap((port, index) => validatePort(port, entryPath('spec.ports', index), ports.length > 1))
}

function validatePort({ name, port, targetPort }: Fields, path: string, needsName: boolean): FieldError[] {
  return [
    ...(needsName && isEmpty(name) ? [required(`${path}.name`)] : []),
    ...validatePortNumber(port, `${path}.port`),
    ...validatePortNumber(targetPort, `${path}.targetPort`),
  ]
}

export const validateNetworkPolicy: BuiltInValidator = (policy) => {
  const types = fieldsOf(policy, 'spec')['policyTypes']
  const known = ['Ingress', 'Egress']
  return (Array.isArray(types) ? (types as unknown[]) : []).flatMap((type, index) => {
    return known.includes(String(type)) ? [] : [notSupported(entryPath('spec.policyTypes', index), type, known)]
  })
}
