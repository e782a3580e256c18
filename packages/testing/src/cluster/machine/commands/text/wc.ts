import type { Command } from '../../processes/Command.ts'
import { toText } from '../../streams/text.ts'
import { chunksOf, forEachInput } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'

export const wc: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 'lwcmL',
    long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm' },
  })
  const order = ['l', 'w', 'm', 'c', 'L'] as const
  const asked = order.filter((letter) => options.has(letter))
  const shown = asked.length === 0 ? (['l', 'w', 'c'] as const) : asked
  const total = { l: 0, w: 0, m: 0, c: 0, L: 0 }
  const isSingle = shown.length === 1 && options.rest.length <= 1
  const format = (counts: typeof total, name: string) => {
    const numbers = shown.map((letter) => (isSingle ? String(counts[letter]) : String(counts[letter]).padStart(9)))
    return `${numbers.join(' ').replace(/^ {0,2}(?= )/, '')}${name === '' ? '' : ` ${name}`}\n`
  }
  const onlyBytes = shown.every((letter) => letter === 'c' || letter === 'l')

  const status = await forEachInput(context, options.rest, async (open, name) => {
    const counts = { l: 0, w: 0, m: 0, c: 0, L: 0 }
    let isInWord = false
    let width = 0
    for await (const bytes of chunksOf(context, open)) {
      counts.c += bytes.length
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) counts.l += 1
      if (onlyBytes) continue
      for (const byte of bytes) {
        if ((byte & 0xc0) !== 0x80) counts.m += 1
        const isBlank = byte === 32 || (byte >= 9 && byte <= 13)
        if (!isBlank && !isInWord) counts.w += 1
        isInWord = !isBlank
      }
      if (options.has('L')) for (const line of toText(bytes).split('\n')) width = Math.max(width, line.length)
    }
    counts.L = width
    for (const letter of order)
      total[letter] = letter === 'L' ? Math.max(total.L, width) : total[letter] + counts[letter]
    await context.print(format(counts, options.rest.length === 0 ? '' : name))
  })
  if (options.rest.length > 1) await context.print(format(total, 'total'))
  return status
}
