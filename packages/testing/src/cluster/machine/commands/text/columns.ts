import type { Command } from '../../processes/Command.ts'
import { toBytes, toText } from '../../streams/text.ts'
import { forEachInput, linesOf } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'

/** Ranges such as `1,3-5,7-`, counted from 1. */
function parseRanges(text: string): ((index: number) => boolean) | undefined {
  const ranges = text.split(',').map((range) => /^(\d*)(-?)(\d*)$/.exec(range))
  if (ranges.some((range) => range === null || range[0] === '' || range[0] === '-')) return undefined
  return (index) =>
    ranges.some((range) => {
      const [, from = '', dash = '', to = ''] = range ?? []
      const low = from === '' ? 1 : Number(from)
      return index >= low && index <= (dash === '' ? low : to === '' ? Infinity : Number(to))
    })
}

export const cut: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 'd:f:c:b:sn',
    long: { delimiter: 'd', fields: 'f', 'output-delimiter': 'o' },
  })
  const list = options.value('f') ?? options.value('c') ?? options.value('b')
  const isIn = list === undefined ? undefined : parseRanges(list)
  if (isIn === undefined) {
    await context.warn(
      list === undefined ? 'expected a list of bytes, characters, or fields' : `invalid range '${list}'`,
    )
    return 1
  }
  const delimiter = options.value('d') ?? '\t'
  const pick = (line: string): string | undefined => {
    if (options.has('b')) return toText(toBytes(line).filter((_byte, index) => isIn(index + 1)))
    if (!options.has('f')) return [...line].filter((_character, index) => isIn(index + 1)).join('')
    if (!line.includes(delimiter)) return options.has('s') ? undefined : line
    return line
      .split(delimiter)
      .filter((_field, index) => isIn(index + 1))
      .join(delimiter)
  }
  return forEachInput(context, options.rest, async (open) => {
    for await (const lines of linesOf(context, open)) {
      await context.print(
        lines
          .map(({ text }) => pick(text))
          .filter((text) => text !== undefined)
          .map((text) => `${text}\n`)
          .join(''),
      )
    }
  })
}

export const paste: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'sd:' })
  const delimiters = [...(options.value('d') ?? '\t').replaceAll('\\n', '\n').replaceAll('\\t', '\t')]
  const inputs: string[][] = []
  const status = await forEachInput(context, options.rest, async (open) => {
    const lines: string[] = []
    for await (const batch of linesOf(context, open)) lines.push(...batch.map(({ text }) => text))
    inputs.push(lines)
  })
  const join = (parts: readonly string[]) =>
    parts.reduce(
      (whole, part, index) => (index === 0 ? part : whole + (delimiters[(index - 1) % delimiters.length] ?? '') + part),
      '',
    )
  const rows = options.has('s')
    ? inputs.map(join)
    : Array.from({ length: Math.max(0, ...inputs.map((lines) => lines.length)) }, (_, row) =>
        join(inputs.map((lines) => lines[row] ?? '')),
      )
  await context.print(rows.map((row) => `${row}\n`).join(''))
  return status
}

export const nl: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'b:w:s:v:' })
  const width = Number(options.value('w') ?? 6)
  let number = Number(options.value('v') ?? 1)
  return forEachInput(context, options.rest, async (open) => {
    for await (const lines of linesOf(context, open)) {
      const numbered = lines.map(({ text }) =>
        text === '' && options.value('b') !== 'a'
          ? `${' '.repeat(width + 1)}\n`
          : `${String(number++).padStart(width)}${options.value('s') ?? '\t'}${text}\n`,
      )
      await context.print(numbered.join(''))
    }
  })
}

export const fold: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'w:sb' })
  const width = Number(options.value('w') ?? 80)
  return forEachInput(context, options.rest, async (open) => {
    for await (const lines of linesOf(context, open)) {
      for (const { text } of lines) {
        let rest = text
        while (rest.length > width) {
          const space = options.has('s') ? rest.lastIndexOf(' ', width - 1) + 1 : 0
          const at = space > 0 ? space : width
          await context.print(`${rest.slice(0, at)}\n`)
          rest = rest.slice(at)
        }
        await context.print(`${rest}\n`)
      }
    }
  })
}

/** Aligns columns, as `column -t`. */
export const column: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'ts:' })
  const rows: string[][] = []
  const status = await forEachInput(context, options.rest, async (open) => {
    for await (const lines of linesOf(context, open)) {
      for (const { text } of lines)
        rows.push(options.has('s') ? text.split(options.value('s') ?? ' ') : text.trim().split(/\s+/))
    }
  })
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, index) => Math.max(cell.length, known[index] ?? 0)).concat(known.slice(row.length)),
    [],
  )
  await context.print(
    rows
      .map(
        (row) =>
          `${row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  ')}\n`,
      )
      .join(''),
  )
  return status
}
