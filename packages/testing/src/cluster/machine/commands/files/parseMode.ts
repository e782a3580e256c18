const bits: Readonly<Record<string, number>> = { r: 4, w: 2, x: 1 }
const shifts: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 }

/** A mode as `chmod` takes it, `644` or `u+x,go-w`, applied to one that is there. */
export function parseMode(text: string, before: number, { isDirectory = false } = {}): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return parseInt(text, 8)
  let mode = before
  for (const clause of text.split(',')) {
    const found = /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(clause)
    if (found === null) return undefined
    const [, who = '', operator = '', rights = ''] = found
    const targets = who === '' || who.includes('a') ? 'ugo' : who
    for (const target of targets) {
      let value = [...rights].reduce((sum, right) => sum | (bits[right] ?? 0), 0)
      if (rights.includes('X') && (isDirectory || (before & 0o111) !== 0)) value |= 1
      const shift = shifts[target] ?? 0
      if (operator === '=') mode &= ~(7 << shift)
      mode = operator === '-' ? mode & ~(value << shift) : mode | (value << shift)
    }
    if (rights.includes('t')) mode = operator === '-' ? mode & ~0o1000 : mode | 0o1000
    if (rights.includes('s'))
      mode =
        operator === '-'
          ? mode & ~0o6000
          : mode | (targets.includes('u') ? 0o4000 : 0) | (targets.includes('g') ? 0o2000 : 0)
  }
  return mode
}
