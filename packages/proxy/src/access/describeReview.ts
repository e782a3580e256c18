import { apiGroup, type AccessReview } from '@catalyst/api'

/** Groups whose resources everybody knows by their bare names. */
const plainGroups: readonly string[] = ['', apiGroup]

/** A right in words, as kubectl names it: `create pods/exec in namespace "acme-shop-pr-1"`, `list pods.metrics.k8s.io …`. */
export function describeReview({ verb, group = '', resource, subresource, namespace, name }: AccessReview): string {
  const full = plainGroups.includes(group) ? resource : `${resource}.${group}`
  const what = subresource === undefined ? full : `${full}/${subresource}`
  const which = name === undefined ? '' : ` "${name}"`
  const where = namespace === undefined ? ' in all namespaces' : ` in namespace "${namespace}"`
  return `${verb} ${what}${which}${where}`
}
