import { randomInt } from 'node:crypto'

/** Without vowels, so that no words come out, and without what looks alike. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789'
const suffixLength = 5
const longestName = 63

/** A name that nothing has, from a prefix, as kube-apiserver makes them. */
export function generateName(prefix: string, isTaken: (name: string) => boolean): string {
  const base = prefix.slice(0, longestName - suffixLength)
  let name = base
  for (let attempt = 0; attempt < 8; attempt++) {
    name = base + Array.from({ length: suffixLength }, () => alphabet[randomInt(alphabet.length)]).join('')
    if (!isTaken(name)) break
  }
  return name
}
