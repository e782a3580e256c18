const stages = ['alpha', 'beta']

/** The order in which kinds prefer their versions: `v2`, `v1`, `v2beta1`, `v1alpha2`, then others by name. */
export function byPriority(a: { name?: string }, b: { name?: string }): number {
  const [left, right] = [rank(a.name), rank(b.name)]
  for (const [index, value] of left.entries()) {
    const difference = (right[index] ?? 0) - value
    if (difference !== 0) return difference
  }
  return (a.name ?? '') < (b.name ?? '') ? -1 : 1
}

function rank(name = ''): number[] {
  const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(name) ?? []
  if (major === undefined) return [-1, 0, 0]
  return [stage === undefined ? stages.length : stages.indexOf(stage), Number(major), Number(minor ?? 0)]
}
