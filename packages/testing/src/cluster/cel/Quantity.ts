import { parseQuantity } from '../objects/quantity.ts'

/** An amount in an expression, such as `quantity('250m')`. */
export class Quantity {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }

  /** @throws Error when the text is no quantity */
  static parse(text: string): Quantity {
    const value = parseQuantity(text)
    if (value === undefined) {
      throw new Error("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
    }
    return new Quantity(value)
  }
}
