const alphabet = 'bcdfghjklmnpqrstvwxz2456789'

/** A short name for a value, in letters that make no words, as Kubernetes hashes pod templates. */
export function hashOf(value: unknown, collisionCount = 0): string {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(JSON.stringify(value) + (collisionCount > 0 ? String(collisionCount) : ''))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return [...String(hash)].map((digit) => alphabet[digit.charCodeAt(0) % alphabet.length]).join('')
}
