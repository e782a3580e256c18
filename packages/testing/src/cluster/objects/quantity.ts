import { parseQuantity as readQuantity } from '@catalyst/api/quantities'

/** The value of an amount such as `250m` or `1.5Gi`, or undefined where it is none. */
export function parseQuantity(text: unknown): number | undefined {
  try {
    return readQuantity(String(text))
  } catch {
    return undefined
  }
}

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const fractions = ['n', 'u', 'm', '']
const decimal = ['', 'k', 'M', 'G', 'T', 'P', 'E']

/** The shortest text for a value that loses nothing, with the suffixes that an example has: `1536Mi`, `250m`. */
function formatQuantity(value: number, like = ''): string {
  if (value === 0) return '0'
  if (/i$/.test(like) && Number.isInteger(value) && Math.abs(value) >= 1024) return scale(value, binary, 1024)
  if (Number.isInteger(value)) return scale(value, decimal, 1000)
  return scale(Math.round(value * 1e9), fractions, 1000)
}

function scale(value: number, suffixes: readonly string[], base: number): string {
  let [left, index] = [value, 0]
  while (left % base === 0 && index < suffixes.length - 1) [left, index] = [left / base, index + 1]
  return `${left}${suffixes[index] ?? ''}`
}

/** All amounts together, written as the first one is. */
export function sumQuantities(amounts: readonly string[]): string {
  const like = amounts.find((amount) => amount !== '0')
  const values = amounts.map((amount) => parseQuantity(amount) ?? 0)
  if (values.every(Number.isInteger))
    return formatQuantity(
      values.reduce((sum, value) => sum + value, 0),
      like,
    )
  // In billionths, so that 100m and 200m are 300m.
  return formatQuantity(values.reduce((sum, value) => sum + Math.round(value * 1e9), 0) / 1e9, like)
}

export function maxQuantity(a: string, b: string): string {
  return (parseQuantity(b) ?? 0) > (parseQuantity(a) ?? 0) ? b : a
}
