export interface FormatQuantityOptions {
  /** Units of 1000 (`k`, `M`, …) or of 1024 (`Ki`, `Mi`, …). @default 'decimal' */
  units?: 'decimal' | 'binary' | undefined
}

const decimalUnits = ['', 'k', 'M', 'G', 'T', 'P', 'E']
const binaryUnits = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const fractionUnits = ['n', 'u', 'm', '']

/**
 * Writes a number as Kubernetes itself would: no fraction, the largest unit that loses nothing, and nothing finer than
 * 1e-9. `parseQuantity` reads the same number again. For people, `formatCpu` and `formatMemory` read better.
 *
 * @throws RangeError for a number that isn't finite.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function formatQuantity(value: number, options: FormatQuantityOptions = {}): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no quantity: it must be a finite number.`)
  if (!Number.isInteger(value)) return formatFraction(value)
  const [units, base] = options.units === 'binary' ? [binaryUnits, 1024] : [decimalUnits, 1000]
  return scale(value, units, base)
}

function formatFraction(value: number): string {
  for (const finest of [9, 6, 3]) {
    const count = Math.round(value * 10 ** finest)
    if (count === 0) return '0'
    // A coarser unit where the count would be more than a number holds exactly.
    if (Number.isSafeInteger(count)) return scale(count, fractionUnits.slice((9 - finest) / 3), 1000)
  }
  return formatQuantity(Math.round(value))
}

function scale(value: number, units: readonly string[], base: number): string {
  let index = 0
  let count = value
  while (count !== 0 && count % base === 0 && index < units.length - 1) {
    count /= base
    index++
  }
  return `${BigInt(count)}${units[index] ?? ''}`
}
