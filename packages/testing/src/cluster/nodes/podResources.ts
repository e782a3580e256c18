import { parseQuantity } from '../objects/quantity.ts'
import type { Container, Pod } from './Pod.ts'

/** Amounts by resource: `cpu` in cores, `memory` in bytes. */
export type Amounts = Map<string, number>

/**
 * What a pod asks a node for: its containers together, or the largest of its init containers when that is more.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podResources({ spec }: Pod, kind: 'requests' | 'limits' = 'requests'): Amounts {
  const total = new Map<string, number>()
  for (const container of spec.containers) add(total, amountsOf(container, kind))
  let sidecars: Amounts = new Map()
  const largest = new Map<string, number>()
  for (const container of spec.initContainers ?? []) {
    const amounts = amountsOf(container, kind)
    if (container.restartPolicy === 'Always') {
      sidecars = add(new Map(sidecars), amounts)
      add(total, amounts)
      raise(largest, sidecars)
    } else {
      raise(largest, add(new Map(sidecars), amounts))
    }
  }
  raise(total, largest)
  if (kind === 'requests') add(total, toAmounts(spec.overhead))
  return total
}

export function toAmounts(quantities: Readonly<Record<string, string>> = {}): Amounts {
  return new Map(Object.entries(quantities).map(([name, text]) => [name, parseQuantity(text) ?? 0]))
}

function amountsOf({ resources }: Container, kind: 'requests' | 'limits'): Amounts {
  return toAmounts(resources?.[kind])
}

export function add(total: Amounts, amounts: Amounts): Amounts {
  for (const [name, amount] of amounts) total.set(name, (total.get(name) ?? 0) + amount)
  return total
}

function raise(total: Amounts, amounts: Amounts): void {
  for (const [name, amount] of amounts) total.set(name, Math.max(total.get(name) ?? 0, amount))
}
