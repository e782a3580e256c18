const pattern = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d+))?$/
const factors: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
}

/**
 * The value of an amount such as `250m` or `1.5Gi`, or undefined where it is none.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: unknown): number | undefined {
  const [, sign, digits, suffix, exponent] = pattern.exec(String(text)) ?? []
  if (digits === undefined) return undefined
  const factor = exponent === undefined ? (factors[suffix ?? ''] ?? 1) : 10 ** Number(exponent)
  const value = factor < 1 ? Number(digits) / Math.round(1 / factor) : Number(digits) * factor
  return sign === '-' ? -value : value
}
