import { isRecord } from '../../objects/isRecord.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { resourceNameOf } from '../../objects/names.ts'
import { parseQuantity } from '../../objects/quantity.ts'
import { forbidden } from '../../objects/StatusError.ts'
import type { AdmissionContext, AdmissionRequest } from '../AdmissionRequest.ts'
import { containersIn, podSpecOf } from '../PodSpec.ts'
import { quotaSubject, quotaUsage, totalUsage } from './quotaUsage.ts'

type Amounts = Readonly<Record<string, string>>

/** `ResourceQuota`. @throws StatusError 403 when a new object would take more than a quota of its namespace leaves */
export function checkQuota(request: AdmissionRequest, { store }: AdmissionContext): void {
  const { type, namespace, object, subresource } = request
  if (object === undefined || namespace === undefined || subresource !== undefined) return
  const quotas = store.list('resourcequotas', namespace)
  if (quotas.length === 0) return
  const resource = resourceNameOf(type)
  const requested = quotaUsage(resource, object)
  for (const quota of quotas) {
    const hard = hardOf(quota)
    const names = Object.keys(hard)
      .filter((name) => quotaSubject(name) === resource)
      .sort()
    if (names.length === 0) continue
    const fail = (why: string) => forbidden(type, object.metadata.name ?? '', why)
    if (resource === 'pods') {
      const missing = missingAmounts(podSpecOf(object), names)
      if (missing !== '') throw fail(`failed quota: ${quota.metadata.name}: must specify ${missing}`)
    }
    const used = totalUsage(resource, store.list(resource, namespace), names)
    const exceeded = names.filter((name) => isTooMuch(requested[name], { used: used[name], hard: hard[name] }))
    if (exceeded.length === 0) continue
    const list = (amounts: Amounts) => exceeded.map((name) => `${name}=${amounts[name] ?? '0'}`).join(',')
    const figures = `requested: ${list(requested)}, used: ${list(used)}, limited: ${list(hard)}`
    throw fail(`exceeded quota: ${quota.metadata.name}, ${figures}`)
  }
}

function hardOf({ spec }: KubernetesObject): Amounts {
  const hard = isRecord(spec) ? spec['hard'] : undefined
  return isRecord(hard) ? (hard as Record<string, string>) : {}
}

function isTooMuch(
  requested: string | undefined,
  { used, hard }: { used?: string | undefined; hard?: string | undefined },
): boolean {
  if (requested === undefined || requested === '0') return false
  // Amounts are thousandths at the finest; their sums in binary fractions are not.
  const margin = 1e-6
  return (parseQuantity(requested) ?? 0) + (parseQuantity(used) ?? 0) > (parseQuantity(hard) ?? 0) + margin
}

/** Such as `cpu for: app,proxy; limits.cpu for: app`: a quota of an amount makes every container name it. */
function missingAmounts(spec: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  const containers = [...containersIn(spec, 'initContainers'), ...containersIn(spec)]
  const parts = names.flatMap((name) => {
    const [, which = 'requests', amount] = /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(name) ?? []
    if (amount === undefined) return []
    const without = containers.filter(
      ({ resources }) => resources?.[which as 'requests' | 'limits']?.[amount] === undefined,
    )
    return without.length === 0
      ? []
      : [
          `${name} for: ${without
            .map((container) => container.name)
            .sort()
            .join(',')}`,
        ]
  })
  return parts.join('; ')
}
