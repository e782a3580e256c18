type Members = Readonly<Record<string, unknown>>

/** The JSON merge patch (RFC 7396) that makes one object of another: what is gone is `null`, a list that changed is there as a whole. */
export function diffPatch(before: Members, after: Members): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[name], after[name]]
    if (JSON.stringify(one) === JSON.stringify(other)) continue
    if (other === undefined) patch[name] = null
    else if (isMembers(one) && isMembers(other)) {
      const inner = diffPatch(one, other)
      // They differed in the order of their members alone.
      if (Object.keys(inner).length > 0) patch[name] = inner
    } else patch[name] = other
  }
  return patch
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
