import type { PolicyRule } from './Rule.ts'

/** One right alone: a rule with one verb, one group, one resource and at most one name, or one verb and one path. */
type SimpleRule = PolicyRule

/** The rules of `wanted` that `owned` does not give, split into single rights and put together again for people to read. */
export function missingRules(owned: readonly PolicyRule[], wanted: readonly PolicyRule[]): PolicyRule[] {
  return compact(wanted.flatMap(split).filter((rule) => !owned.some((one) => covers(one, rule))))
}

function split(rule: PolicyRule): SimpleRule[] {
  const names = rule.resourceNames?.length ? rule.resourceNames : [undefined]
  const ofResources = (rule.apiGroups ?? []).flatMap((group) =>
    (rule.resources ?? []).flatMap((resource) =>
      rule.verbs.flatMap((verb) =>
        names.map((name) => ({
          verbs: [verb],
          apiGroups: [group],
          resources: [resource],
          ...(name !== undefined && { resourceNames: [name] }),
        })),
      ),
    ),
  )
  const ofPaths = (rule.nonResourceURLs ?? []).flatMap((path) =>
    rule.verbs.map((verb) => ({ verbs: [verb], nonResourceURLs: [path] })),
  )
  return [...ofResources, ...ofPaths]
}

function covers(
  owner: PolicyRule,
  { verbs, apiGroups, resources, resourceNames, nonResourceURLs }: SimpleRule,
): boolean {
  if (!includesAll(owner.verbs, verbs)) return false
  if (nonResourceURLs !== undefined) {
    return nonResourceURLs.every((path) => (owner.nonResourceURLs ?? []).some((one) => coversPath(one, path)))
  }
  if (!includesAll(owner.apiGroups ?? [], apiGroups ?? [])) return false
  if (!(resources ?? []).every((resource) => coversResource(owner.resources ?? [], resource))) return false
  const ownNames = owner.resourceNames ?? []
  return (
    ownNames.length === 0 || (resourceNames !== undefined && resourceNames.every((name) => ownNames.includes(name)))
  )
}

function includesAll(list: readonly string[], wanted: readonly string[]): boolean {
  return list.includes('*') || wanted.every((one) => list.includes(one))
}

function coversResource(owned: readonly string[], resource: string): boolean {
  if (owned.includes('*') || owned.includes(resource)) return true
  const slash = resource.indexOf('/')
  return slash >= 0 && owned.includes(`*${resource.slice(slash)}`)
}

function coversPath(owned: string, path: string): boolean {
  return owned === '*' || owned === path || (owned.endsWith('*') && path.startsWith(owned.slice(0, -1)))
}

/** Rights of the same resource in one rule, in the order of the first of each. */
function compact(rules: readonly SimpleRule[]): PolicyRule[] {
  const merged = new Map<string, PolicyRule>()
  for (const rule of rules) {
    const { verbs, ...rest } = rule
    const key = JSON.stringify(rest)
    const known = merged.get(key)
    merged.set(key, { ...rest, verbs: [...new Set([...(known?.verbs ?? []), ...verbs])] })
  }
  return [...merged.values()]
}
