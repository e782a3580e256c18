const decimalExponents: Record<string, number> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }
const binaryExponents: Record<string, number> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 }

const quantityPattern = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/

/**
 * Reads a Kubernetes quantity (`250m`, `1Gi`, `1e3`) as a plain number: cores, bytes or pieces.
 *
 * @throws RangeError for text that is no quantity.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): number {
  const [, digits, exponent, suffix = ''] = quantityPattern.exec(text) ?? []
  // A decimal suffix is read as an exponent: multiplying by 1e-3 would bring rounding errors that the text doesn't have.
  const decimal = Number(`${digits ?? ''}e${exponent ?? decimalExponents[suffix] ?? 0}`)
  const value = decimal * 2 ** (binaryExponents[suffix] ?? 0)
  if (digits === undefined || !Number.isFinite(value)) {
    // Only its beginning: it may be as long as whatever it came in.
    const shown = JSON.stringify(text.slice(0, 100))
    throw new RangeError(`${shown} is not a Kubernetes quantity; write a number with a unit such as "250m" or "1Gi".`)
  }
  return value
}
