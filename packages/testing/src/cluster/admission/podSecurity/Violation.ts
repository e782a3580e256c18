import { isRecord } from '../../objects/isRecord.ts'
import { containersIn, type ContainerSpec } from '../PodSpec.ts'

type Fields = Readonly<Record<string, unknown>>

/** What of a pod is against a level, in the words of kube-apiserver. */
export interface Violation {
  readonly reason: string
  readonly detail: string
}

export function allContainers(spec: Fields): readonly ContainerSpec[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) => containersIn(spec, field))
}

/** The security context of a container or pod; empty where there is none. */
export function securityContextOf(owner: Fields): Fields {
  return isRecord(owner['securityContext']) ? owner['securityContext'] : {}
}

/** A list of names as `containers "a", "b"`. */
export function named(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${names.map((name) => JSON.stringify(name)).join(', ')}`
}

/** What each of these does wrong, said of all of them at once; nothing when there are none. */
export function violation(reason: string, containers: readonly ContainerSpec[], rule: string): Violation[] {
  if (containers.length === 0) return []
  return [
    {
      reason,
      detail: `${named(
        'container',
        containers.map(({ name }) => name),
      )} ${rule}`,
    },
  ]
}
