import type { ApiOperations } from '../../api/ApiOperations.ts'
import type { Container, EnvironmentVariable, KeySource, Pod } from '../Pod.ts'
import { expandVariables } from './expandVariables.ts'
import { fieldValue, resourceValue } from './fieldValue.ts'
import { MissingSourceError, readSource, type SourceKind } from './readSource.ts'
import { serviceVariables } from './serviceVariables.ts'

export interface PodPlace {
  readonly nodeName: string
  readonly hostIP: string
  readonly podIP: string
}

/** The variables of a container. @throws MissingSourceError */
export function containerEnvironment(
  api: ApiOperations,
  { pod, container }: { pod: Pod; container: Container },
  place: PodPlace,
): Record<string, string> {
  const namespace = pod.metadata.namespace ?? ''
  const variables = serviceVariables(api, { namespace, isWanted: pod.spec.enableServiceLinks !== false })
  const decoder = new TextDecoder()

  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    const kind = configMapRef === undefined ? 'secret' : 'configmap'
    const source = configMapRef ?? secretRef
    const content = source && readSource(api, kind, { namespace, ...source })
    for (const [key, bytes] of content ?? []) variables[prefix + key] = decoder.decode(bytes)
  }
  for (const variable of container.env ?? []) {
    const value = valueOf(variable)
    if (value !== undefined) variables[variable.name] = value
  }
  return variables

  function valueOf({ value = '', valueFrom }: EnvironmentVariable): string | undefined {
    if (valueFrom === undefined) return expandVariables(value, variables)
    const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom
    if (fieldRef !== undefined) return fieldValue(pod, fieldRef.fieldPath, place)
    if (resourceFieldRef !== undefined) return resourceValue(pod, container, resourceFieldRef)
    if (configMapKeyRef !== undefined) return keyOf('configmap', configMapKeyRef)
    return secretKeyRef && keyOf('secret', secretKeyRef)
  }

  function keyOf(kind: SourceKind, { key, ...source }: KeySource): string | undefined {
    const bytes = readSource(api, kind, { namespace, ...source })?.get(key)
    if (bytes !== undefined) return decoder.decode(bytes)
    if (source.optional === true) return undefined
    const kindName = kind === 'configmap' ? 'ConfigMap' : 'Secret'
    throw new MissingSourceError(`couldn't find key ${key} in ${kindName} ${namespace}/${source.name}`)
  }
}
