import type { Environment } from '@marcbachmann/cel-js'
import { celEqual } from './celEqual.ts'

type List = readonly unknown[]

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library */
export function registerListFunctions(environment: Environment): void {
  environment
    .registerFunction('list.isSorted(): bool', (list: List) => {
      return list.every((entry, index) => index === 0 || compare(list[index - 1], entry) <= 0)
    })
    .registerFunction('list.sum(): dyn', sum)
    .registerFunction('list.min(): dyn', (list: List) => extreme(list, 'min'))
    .registerFunction('list.max(): dyn', (list: List) => extreme(list, 'max'))
    .registerFunction('list.indexOf(dyn): int', (list: List, wanted: unknown) => {
      return BigInt(list.findIndex((entry) => celEqual(entry, wanted)))
    })
    .registerFunction('list.lastIndexOf(dyn): int', (list: List, wanted: unknown) => {
      return BigInt(list.findLastIndex((entry) => celEqual(entry, wanted)))
    })
  registerSets(environment)
}

/** What `sets.contains` is called on: functions here have no names with dots. */
class Sets {}

function registerSets(environment: Environment): void {
  environment
    .registerType('kubernetes.Sets', { ctor: Sets, fields: {} })
    .registerConstant('sets', 'kubernetes.Sets', new Sets())
    .registerFunction('kubernetes.Sets.contains(list, list): bool', (_: Sets, list: List, part: List) => {
      return contains(list, part)
    })
    .registerFunction('kubernetes.Sets.intersects(list, list): bool', (_: Sets, list: List, other: List) => {
      return list.some((entry) => includes(other, entry))
    })
    .registerFunction('kubernetes.Sets.equivalent(list, list): bool', (_: Sets, list: List, other: List) => {
      return contains(list, other) && contains(other, list)
    })
}

function contains(list: List, part: List): boolean {
  return part.every((entry) => includes(list, entry))
}

function includes(list: List, wanted: unknown): boolean {
  return list.some((entry) => celEqual(entry, wanted))
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [a, b] as [bigint, bigint]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Of integers 0 where there is none. */
function sum(list: List): unknown {
  if (list.length === 0) return 0n
  return list.reduce((total, entry) => (total as bigint) + (entry as bigint))
}

function extreme(list: List, which: 'min' | 'max'): unknown {
  if (list.length === 0) throw new Error(`${which} called on empty list`)
  const sign = which === 'min' ? 1 : -1
  return list.reduce((best, entry) => (compare(entry, best) * sign < 0 ? entry : best))
}
