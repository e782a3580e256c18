import { isRecord } from '../objects/isRecord.ts'
import type { ObjectInput } from '../objects/KubernetesObject.ts'

type Fields = Readonly<Record<string, unknown>>

/** What admission reads of a container. */
export interface ContainerSpec extends Fields {
  readonly name: string
  readonly resources?: ContainerResources | undefined
}

export interface ContainerResources {
  readonly limits?: Readonly<Record<string, string>> | undefined
  readonly requests?: Readonly<Record<string, string>> | undefined
}

export function podSpecOf(object: ObjectInput | undefined): Fields {
  const spec = object?.['spec']
  return isRecord(spec) ? spec : {}
}

/** The containers under a field of a pod's spec; what has no name is no container, and is refused elsewhere. */
export function containersIn(spec: Fields, field = 'containers'): readonly ContainerSpec[] {
  const list = spec[field]
  return Array.isArray(list) ? list.filter((one): one is ContainerSpec => isRecord(one)) : []
}
