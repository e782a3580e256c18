import { byteToText } from '../streams/text.ts'

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Bytes that were written one by one become the characters that they are together. */
const unit =
  /\\(?:x(?<hex>[0-9a-fA-F]{1,2})|(?<digits>0?[0-7]{1,3})|u(?<short>[0-9a-fA-F]{1,4})|U(?<long>[0-9a-fA-F]{1,8})|(?<letter>[\s\S])|$)/g

/** Replaces backslash sequences, as `printf` and `$'…'` know them. */
export function unescapeAnsi(text: string, { octal = /^[0-7]{1,3}$/ }: { octal?: RegExp | undefined } = {}): string {
  return text.replace(unit, (...match: unknown[]) => {
    const whole = String(match[0])
    const { hex, digits, short, long, letter } = match.at(-1) as Record<string, string | undefined>
    if (hex !== undefined) return byteToText(parseInt(hex, 16))
    if (digits !== undefined) {
      const kept = octal.exec(digits)?.[0] ?? digits.slice(0, 3)
      return byteToText(parseInt(kept, 8) & 255) + digits.slice(kept.length)
    }
    const code = short ?? long
    if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff))
    if (letter === undefined) return whole
    return simple[letter] ?? (/[\\'"?]/.test(letter) ? letter : whole)
  })
}
