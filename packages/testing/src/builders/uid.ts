/** A UUID made of a text: the same text gives the same one, so that builders need no randomness. */
export function uid(text: string): string {
  let digits = ''
  for (let round = 0; digits.length < 32; round++) digits += hash(`${round}:${text}`).toString(16).padStart(8, '0')
  return [8, 4, 4, 4, 12]
    .map((length, index, lengths) => {
      const start = sum(lengths.slice(0, index))
      return digits.slice(start, start + length)
    })
    .join('-')
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
