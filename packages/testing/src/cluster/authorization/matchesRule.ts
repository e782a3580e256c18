import type { AuthorizationAttributes } from './Authorizer.ts'
import type { PolicyRule } from './Rule.ts'

/** Whether a rule allows what somebody wants to do. */
export function matchesRule(rule: PolicyRule, attributes: AuthorizationAttributes): boolean {
  if (!has(rule.verbs, attributes.verb)) return false
  if (attributes.path !== undefined) return matchesPath(rule.nonResourceURLs, attributes.path)
  const { group, resource, subresource, name = '' } = attributes
  if (rule.apiGroups === undefined || !has(rule.apiGroups, group)) return false
  if (!matchesResource(rule.resources, resource, subresource)) return false
  const { resourceNames = [] } = rule
  return resourceNames.length === 0 || resourceNames.includes(name)
}

function has(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value)
}

function matchesResource(resources: readonly string[] = [], resource: string, subresource = ''): boolean {
  if (resources.includes('*')) return true
  if (subresource === '') return resources.includes(resource)
  return resources.includes(`${resource}/${subresource}`) || resources.includes(`*/${subresource}`)
}

function matchesPath(paths: readonly string[] = [], path: string): boolean {
  return paths.some((one) => one === '*' || one === path || (one.endsWith('*') && path.startsWith(one.slice(0, -1))))
}
