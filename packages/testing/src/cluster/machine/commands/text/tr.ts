import type { Command } from '../../processes/Command.ts'
import { unescapeAnsi } from '../../shell/unescape.ts'
import { toText } from '../../streams/text.ts'
import { chunksOf } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'

const range = (low: string, high: string) =>
  Array.from({ length: high.charCodeAt(0) - low.charCodeAt(0) + 1 }, (_, index) =>
    String.fromCharCode(low.charCodeAt(0) + index),
  )

const classes: Readonly<Record<string, readonly string[]>> = {
  alnum: [...range('0', '9'), ...range('A', 'Z'), ...range('a', 'z')],
  alpha: [...range('A', 'Z'), ...range('a', 'z')],
  blank: ['\t', ' '],
  cntrl: [...range('\0', '\x1f'), '\x7f'],
  digit: range('0', '9'),
  lower: range('a', 'z'),
  print: range(' ', '~'),
  punct: range('!', '~').filter((character) => !/[a-zA-Z0-9]/.test(character)),
  space: ['\t', '\n', '\v', '\f', '\r', ' '],
  upper: range('A', 'Z'),
  xdigit: [...range('0', '9'), ...range('A', 'F'), ...range('a', 'f')],
}

export const tr: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'cCdst' })
  const [first, second] = options.rest
  if (first === undefined || (second === undefined && !options.has('d') && !options.has('s'))) {
    await context.warn('missing operand')
    return 1
  }
  const set = new Map(expandSet(first).map((character, index) => [character, index]))
  const isComplement = options.has('c') || options.has('C')
  const isIn = (character: string) => set.has(character) !== isComplement
  const deletes = options.has('d')
  const target = second === undefined || (deletes && options.has('s')) ? [] : expandSet(second)
  const squeezed = options.has('s') ? new Set(expandSet(second ?? first)) : undefined
  const isSqueezed = (character: string) =>
    squeezed !== undefined && (second === undefined ? isIn(character) : squeezed.has(character))
  let last = ''
  let begun: Uint8Array = new Uint8Array()
  for await (const chunk of chunksOf(context, context.input)) {
    const bytes = begun.length === 0 ? chunk : Uint8Array.from([...begun, ...chunk])
    const end = completeEnd(bytes)
    begun = bytes.slice(end)
    let output = ''
    for (const character of toText(bytes.subarray(0, end))) {
      if (deletes && isIn(character)) continue
      let mapped = character
      if (!deletes && target.length > 0 && isIn(character)) {
        const index = isComplement ? target.length - 1 : (set.get(character) ?? 0)
        mapped = target[Math.min(index, target.length - 1)] ?? character
      }
      if (mapped === last && isSqueezed(mapped)) continue
      last = mapped
      output += mapped
    }
    await context.print(output)
  }
  return 0
}

/** Where the last character that is there as a whole ends. */
function completeEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function expandSet(text: string): string[] {
  const result: string[] = []
  const characters = [...unescapeAnsi(text)]
  for (let index = 0; index < characters.length; index++) {
    const named = /^\[:(\w+):\]/.exec(characters.slice(index, index + 12).join(''))
    const found = classes[named?.[1] ?? '']
    if (named !== null && found !== undefined) {
      result.push(...found)
      index += named[0].length - 1
      continue
    }
    const low = characters[index] ?? ''
    const high = characters[index + 2]
    if (characters[index + 1] === '-' && high !== undefined && low <= high) {
      result.push(...range(low, high))
      index += 2
    } else result.push(low)
  }
  return result
}
