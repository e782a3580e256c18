/** Numbers that look random and are the same in every run with the same seed. */
export interface Random {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** One of some; there has to be one. */
  pick<T>(items: readonly T[]): T
  /** True in `share` of all cases, 0 to 1. */
  chance(share: number): boolean
}

/** The generator mulberry32, seeded with the hash FNV-1a of a text. */
export function createRandom(seed: string): Random {
  let state = hash(seed)
  const random: Random = {
    next() {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
    },
    between: (low, high) => low + Math.floor(random.next() * (high - low + 1)),
    pick<T>(items: readonly T[]) {
      if (items.length === 0) throw new RangeError('There is nothing to choose from.')
      return items[random.between(0, items.length - 1)] as T
    },
    chance: (share) => random.next() < share,
  }
  return random
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return value
}
