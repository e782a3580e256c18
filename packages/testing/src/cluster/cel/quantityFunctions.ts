import type { Environment } from '@marcbachmann/cel-js'
import { parseQuantity } from '../objects/quantity.ts'
import { Quantity } from './Quantity.ts'

const name = 'kubernetes.Quantity'

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library */
export function registerQuantityFunctions(environment: Environment): void {
  environment
    .registerType(name, { ctor: Quantity, fields: {} })
    .registerFunction(`quantity(string): ${name}`, (text: string) => Quantity.parse(text))
    .registerFunction('isQuantity(string): bool', (text: string) => parseQuantity(text) !== undefined)
    .registerFunction(`${name}.sign(): int`, (one: Quantity) => BigInt(Math.sign(one.value)))
    .registerFunction(`${name}.isInteger(): bool`, (one: Quantity) => Number.isSafeInteger(one.value))
    .registerFunction(`${name}.asInteger(): int`, (one: Quantity) => BigInt(one.value))
    .registerFunction(`${name}.asApproximateFloat(): double`, (one: Quantity) => one.value)
    .registerFunction(`${name}.isGreaterThan(${name}): bool`, (a: Quantity, b: Quantity) => a.value > b.value)
    .registerFunction(`${name}.isLessThan(${name}): bool`, (a: Quantity, b: Quantity) => a.value < b.value)
    .registerFunction(`${name}.compareTo(${name}): int`, (a: Quantity, b: Quantity) => {
      return BigInt(Math.sign(a.value - b.value))
    })
    .registerFunction(`${name}.add(${name}): ${name}`, (a: Quantity, b: Quantity) => new Quantity(a.value + b.value))
    .registerFunction(`${name}.add(int): ${name}`, (a: Quantity, b: bigint) => new Quantity(a.value + Number(b)))
    .registerFunction(`${name}.sub(${name}): ${name}`, (a: Quantity, b: Quantity) => new Quantity(a.value - b.value))
    .registerFunction(`${name}.sub(int): ${name}`, (a: Quantity, b: bigint) => new Quantity(a.value - Number(b)))
    .registerOperator(`${name} == ${name}`, (a: Quantity, b: Quantity) => a.value === b.value)
}
