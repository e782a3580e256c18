import type { AccessReview } from '@catalyst/api'

/** A right in words: `create pods/exec in namespace "acme-shop-pr-1"`. */
export function describeReview({ verb, resource, subresource, namespace, name }: AccessReview): string {
  const what = subresource === undefined ? resource : `${resource}/${subresource}`
  const which = name === undefined ? '' : ` "${name}"`
  const where = namespace === undefined ? ' in all namespaces' : ` in namespace "${namespace}"`
  return `${verb} ${what}${which}${where}`
}
