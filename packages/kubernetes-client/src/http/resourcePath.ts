import type { ResourceDefinition } from '../resources/ResourceDefinition.ts'

export interface ResourcePathOptions {
  namespace?: string | undefined
  name?: string | undefined
  /** Such as `status` or `log`. */
  subresource?: string | undefined
}

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const lowerCaseWord = /^[a-z][a-z0-9]*$/

/**
 * The path of a resource in the Kubernetes API. Every segment is checked before it becomes part of the path, so that a name
 * can never lead elsewhere.
 * @throws RangeError for a segment that Kubernetes would not take, or a namespace that is missing or out of place.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris
 */
export function resourcePath(resource: ResourceDefinition<unknown>, options: ResourcePathOptions = {}): string {
  const { group, version, plural, kind, namespaced } = resource
  const { namespace, name, subresource } = options
  const segments =
    group === ''
      ? ['api', segment(version, lowerCaseWord)]
      : ['apis', segment(group, dnsSubdomain), segment(version, lowerCaseWord)]
  if (namespace !== undefined) {
    if (!namespaced) throw new RangeError(`${kind} objects are in no namespace, so none can be given.`)
    segments.push('namespaces', segment(namespace, dnsLabel))
  } else if (namespaced && name !== undefined) {
    throw new RangeError(`${kind} objects are in namespaces: say in which one "${name}" is.`)
  }
  segments.push(segment(plural, lowerCaseWord))
  if (name !== undefined) segments.push(nameSegment(name))
  if (subresource !== undefined) {
    if (name === undefined) throw new RangeError(`The subresource "${subresource}" needs the name of an object.`)
    segments.push(segment(subresource, lowerCaseWord))
  }
  return `/${segments.join('/')}`
}

function segment(text: string, pattern: RegExp): string {
  if (text.length <= 253 && pattern.test(text)) return text
  throw new RangeError(`${quote(text)} can't be part of a path of the Kubernetes API.`)
}

/** Some kinds, such as roles, allow more than a DNS name (path segment names of Kubernetes). */
function nameSegment(name: string): string {
  if (name === '' || name === '.' || name === '..' || name.length > 253 || /[/%]/.test(name)) {
    throw new RangeError(`${quote(name)} can't be the name of a Kubernetes object.`)
  }
  return encodeURIComponent(name)
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100))
}
