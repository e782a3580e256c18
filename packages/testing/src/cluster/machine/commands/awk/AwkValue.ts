import { formatPrintf } from '../formatPrintf.ts'

/** Text of the input: where it looks like a number, it compares as one. */
export class AwkInput {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What an expression of awk gives. */
export type AwkValue = string | number | AwkInput

const leadingNumber = /^\s*[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?)/
const wholeNumber = /^\s*[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+)\s*$/

export function toNumber(value: AwkValue): number {
  return typeof value === 'number' ? value : parseFloat(leadingNumber.exec(toText(value))?.[0] ?? '0')
}

export function toText(value: AwkValue): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return value.text
  return Number.isInteger(value) ? String(value) : formatPrintf('%.6g', [String(value)]).text
}

export function looksNumeric(value: AwkValue): boolean {
  return typeof value === 'number' || (value instanceof AwkInput && wholeNumber.test(value.text))
}

export function isTrue(value: AwkValue): boolean {
  return looksNumeric(value) ? toNumber(value) !== 0 : toText(value) !== ''
}
