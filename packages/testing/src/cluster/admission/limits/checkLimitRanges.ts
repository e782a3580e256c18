import { parseQuantity } from '../../objects/quantity.ts'
import { forbidden } from '../../objects/StatusError.ts'
import type { AdmissionContext, AdmissionRequest } from '../AdmissionRequest.ts'
import { podResources } from '../podResources.ts'
import { containersIn, podSpecOf, type ContainerResources } from '../PodSpec.ts'
import { type Limit, limitsIn } from './limitRanges.ts'

/** `LimitRanger`, the second half. @throws StatusError 403 when a container or pod is outside of its bounds */
export function checkLimitRanges(request: AdmissionRequest, context: AdmissionContext): void {
  const { namespace, object, oldObject, type } = request
  if (object === undefined || oldObject !== undefined) return
  const limits = limitsIn(namespace, context)
  if (limits.length === 0) return
  const spec = podSpecOf(object)
  const containers = [...containersIn(spec), ...containersIn(spec, 'initContainers')]
  const errors = limits.flatMap((limit) => {
    if (limit.type === 'Container') return containers.flatMap(({ resources = {} }) => check(limit, resources))
    return limit.type === 'Pod' ? check(limit, podResources(spec)) : []
  })
  if (errors.length === 0) return
  const text = errors.length === 1 ? errors[0] : `[${errors.join(', ')}]`
  throw forbidden(type, object.metadata.name ?? '', text ?? '')
}

function check(
  { type, min, max, maxLimitRequestRatio }: Limit,
  { requests = {}, limits = {} }: ContainerResources,
): string[] {
  const errors: string[] = []
  for (const [name, bound] of Object.entries(min ?? {})) {
    const rule = `minimum ${name} usage per ${type} is ${bound}`
    if (requests[name] === undefined) errors.push(`${rule}. No request is specified`)
    else if (isLess(requests[name], bound)) errors.push(`${rule}, but request is ${requests[name]}`)
    else if (limits[name] !== undefined && isLess(limits[name], bound))
      errors.push(`${rule}, but limit is ${limits[name]}`)
  }
  for (const [name, bound] of Object.entries(max ?? {})) {
    const rule = `maximum ${name} usage per ${type} is ${bound}`
    if (limits[name] === undefined) errors.push(`${rule}. No limit is specified`)
    else if (isLess(bound, limits[name])) errors.push(`${rule}, but limit is ${limits[name]}`)
    else if (requests[name] !== undefined && isLess(bound, requests[name])) {
      errors.push(`${rule}, but request is ${requests[name]}`)
    }
  }
  for (const [name, bound] of Object.entries(maxLimitRequestRatio ?? {})) {
    const ratio = valueOf(limits[name]) / valueOf(requests[name])
    if (!(ratio > valueOf(bound))) continue
    const rule = `${name} max limit to request ratio per ${type} is ${bound}`
    errors.push(`${rule}, but provided ratio is ${ratio.toFixed(6)}`)
  }
  return errors
}

function isLess(a: string, b: string): boolean {
  return valueOf(a) < valueOf(b)
}

function valueOf(amount: string | undefined): number {
  return parseQuantity(amount) ?? NaN
}
