import type { Container, Pod } from '../nodes/Pod.ts'
import { badRequest } from '../objects/StatusError.ts'

/**
 * The container that a request for a pod's log, or for a command in it, means.
 *
 * @param name absent for a pod's only one. @throws StatusError as the API server refuses it
 */
export function findContainer(pod: Pod, name: string | null): Container {
  const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec
  const all = [...initContainers, ...containers, ...ephemeralContainers]
  if (name !== null && name !== '') {
    const named = all.find((container) => container.name === name)
    if (named === undefined) throw badRequest(`container ${name} is not valid for pod ${pod.metadata.name}`)
    return named
  }
  const [only, second] = containers
  if (only !== undefined && second === undefined) return only
  const names = all.map((container) => container.name).join(' ')
  const text = `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names}]`
  throw badRequest(text)
}
