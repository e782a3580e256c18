const digits = /^(?:0|[1-9][0-9]*)$/

/**
 * Orders two resourceVersions as unbounded decimal integers: negative, zero, positive. `undefined` where one isn't digits
 * only, since then they are opaque. Kubernetes 1.35 made them comparable so (KEP-5504); no number type is wide enough.
 */
export function compareResourceVersions(left: string, right: string): number | undefined {
  if (!digits.test(left) || !digits.test(right)) return undefined
  if (left.length !== right.length) return left.length - right.length
  return left < right ? -1 : left > right ? 1 : 0
}
