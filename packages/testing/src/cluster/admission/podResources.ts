import { sumQuantities, maxQuantity } from '../objects/quantity.ts'
import { containersIn, type ContainerResources, type ContainerSpec } from './PodSpec.ts'

type Fields = Readonly<Record<string, unknown>>
type Amounts = Readonly<Record<string, string>>

/**
 * What a pod asks for and may use: all its containers together, or one that runs before them if that takes more.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podResources(spec: Fields): ContainerResources {
  return { requests: total(spec, 'requests'), limits: total(spec, 'limits') }
}

function total(spec: Fields, which: 'requests' | 'limits'): Amounts {
  const isSidecar = (container: ContainerSpec) => container['restartPolicy'] === 'Always'
  const initial = containersIn(spec, 'initContainers')
  const together = [...containersIn(spec), ...initial.filter(isSidecar)].map(
    ({ resources }) => resources?.[which] ?? {},
  )
  const before = initial.filter((one) => !isSidecar(one)).map(({ resources }) => resources?.[which] ?? {})
  const result: Record<string, string> = {}
  for (const name of new Set([...together, ...before].flatMap((amounts) => Object.keys(amounts)))) {
    const sum = sumQuantities(together.flatMap((amounts) => amounts[name] ?? []))
    result[name] = before.reduce((most, amounts) => maxQuantity(most, amounts[name] ?? '0'), sum)
  }
  return result
}
