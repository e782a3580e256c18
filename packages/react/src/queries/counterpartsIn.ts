interface Named {
  metadata?: { namespace?: string | undefined; name?: string | undefined } | undefined
}

/**
 * Finds what stood for the items of a newer list in an older one, when asked in their order. Both are nearly always in the same order with
 * few that came or went, so the counterpart stands nearby, and only where it doesn't is there anything to look up.
 */
export function counterpartsIn<TItem extends Named>(
  older: readonly TItem[],
): (item: TItem, index: number) => TItem | undefined {
  let shift = 0
  let places: Map<string, number> | undefined
  return (item, index) => {
    for (const step of nearby) {
      const one = older[index + shift + step]
      if (one === undefined || (one !== item && !isSameName(one, item))) continue
      shift += step
      return one
    }
    places ??= new Map(older.map((one, place) => [keyOf(one), place]))
    const place = places.get(keyOf(item))
    if (place === undefined) return undefined
    shift = place - index
    return older[place]
  }
}

/** Where it stood, after one that went, after one that came. */
const nearby = [0, 1, -1]

function isSameName({ metadata: one }: Named, { metadata: other }: Named): boolean {
  return one?.name === other?.name && one?.namespace === other?.namespace
}

function keyOf({ metadata }: Named): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`
}
