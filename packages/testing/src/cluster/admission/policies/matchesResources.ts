import { formatLabelSelector, type LabelSelector, parseLabelSelector } from '../../objects/labelSelector.ts'
import type { AdmissionContext, AdmissionRequest } from '../AdmissionRequest.ts'
import type { MatchResources, ResourceRule } from './ValidatingPolicy.ts'

type Labels = Readonly<Record<string, string>> | undefined

/** Whether a policy or binding is about a request. */
export function matchesResources(match: MatchResources, request: AdmissionRequest, context: AdmissionContext): boolean {
  const { resourceRules, excludeResourceRules = [], namespaceSelector, objectSelector } = match
  if (resourceRules !== undefined && !resourceRules.some((rule) => matchesRule(rule, request))) return false
  if (excludeResourceRules.some((rule) => matchesRule(rule, request))) return false
  const { object, oldObject } = request
  const isSelected =
    selects(objectSelector, object?.metadata.labels) || selects(objectSelector, oldObject?.metadata.labels)
  return isSelected && matchesNamespace(namespaceSelector, request, context)
}

function matchesRule(rule: ResourceRule, { operation, type, subresource, name = '' }: AdmissionRequest): boolean {
  const { apiGroups = [], apiVersions = [], operations = [], resources = [], resourceNames = [], scope = '*' } = rule
  const scopes = type.namespaced ? ['*', 'Namespaced'] : ['*', 'Cluster']
  return (
    has(operations, operation) &&
    has(apiGroups, type.group) &&
    has(apiVersions, type.version) &&
    scopes.includes(scope) &&
    (resourceNames.length === 0 || resourceNames.includes(name)) &&
    resources.some((resource) => matchesResource(resource, type.plural, subresource))
  )
}

function has(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value)
}

function matchesResource(pattern: string, plural: string, subresource = ''): boolean {
  const [resource, sub = ''] = pattern.split('/')
  return (resource === '*' || resource === plural) && (sub === subresource || sub === '*')
}

function matchesNamespace(
  selector: LabelSelector | undefined,
  { type, namespace, object, oldObject }: AdmissionRequest,
  { store }: AdmissionContext,
): boolean {
  if (selector === undefined) return true
  if (type.kind === 'Namespace' && type.group === '') return selects(selector, (object ?? oldObject)?.metadata.labels)
  if (namespace === undefined) return true
  return selects(selector, store.get('namespaces', { name: namespace })?.metadata.labels)
}

function selects(selector: LabelSelector | undefined, labels: Labels): boolean {
  return selector === undefined || parseLabelSelector(formatLabelSelector(selector))(labels)
}
