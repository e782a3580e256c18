const suffixes: Record<string, number> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

const quantityPattern = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/

/**
 * Reads a Kubernetes quantity (`250m`, `1Gi`, `1e3`) as a plain number: cores, bytes or pieces.
 * @throws RangeError for text that is no quantity.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): number {
  const match = quantityPattern.exec(text)
  const factor = suffixes[match?.[3] ?? '']
  if (!match || factor === undefined) {
    throw new RangeError(`"${text}" is not a Kubernetes quantity; write a number with a unit such as "250m" or "1Gi".`)
  }
  return Number(`${match[1] ?? ''}${match[2] ?? ''}`) * factor
}
