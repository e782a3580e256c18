import { getPath } from './getPath.ts'
import type { KubernetesObject } from './KubernetesObject.ts'
import type { ResourceType } from './ResourceType.ts'
import { badRequest } from './StatusError.ts'

export interface FieldMatcher {
  matches(object: KubernetesObject): boolean
  /** The one name that can match, so that nobody looks through all. */
  readonly name?: string | undefined
}

const term = /^(.+?)(==|!=|=)(.*)$/

/**
 * Reads a field selector. https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
 *
 * @throws StatusError 400 when it is none, or names a field that this kind does not offer
 */
export function parseFieldSelector(text: string, type: ResourceType): FieldMatcher {
  const terms = text === '' ? [] : text.split(/(?<!\\),/).map((part) => parseTerm(part, type))
  const named = terms.find(({ field, equal }) => field === 'metadata.name' && equal)
  return {
    name: named?.value,
    matches: (object) => terms.every(({ field, equal, value }) => (fieldOf(object, field) === value) === equal),
  }
}

function parseTerm(text: string, type: ResourceType): { field: string; equal: boolean; value: string } {
  const [, field, sign, value] = term.exec(text) ?? []
  if (field === undefined || value === undefined) {
    throw badRequest(`invalid selector: '${text}'; can't understand '${text}'`)
  }
  if (field !== 'metadata.name' && field !== 'metadata.namespace' && !type.selectableFields.includes(field)) {
    throw badRequest(notSupported(field, type))
  }
  return { field, equal: sign !== '!=', value: value.replaceAll(/\\([\\,=])/g, '$1') }
}

function notSupported(field: string, type: ResourceType): string {
  if (type.isCustom || type.selectableFields.length > 0) return `field label not supported: ${field}`
  return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
}

function fieldOf(object: KubernetesObject, field: string): string {
  const value = getPath(object, field)
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
