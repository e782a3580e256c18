import { createHash } from 'node:crypto'
import type { Command } from '../../processes/Command.ts'
import { toText } from '../../streams/text.ts'
import { chunksOf, forEachInput, linesOf, readBytes } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'
import { parseSize } from '../parseSize.ts'

/** `md5sum` and its like. */
export function sumWith(algorithm: string): Command {
  return async (context) => {
    const options = await parseOptions(context, { letters: 'csb', long: { check: 'c', status: 's' } })
    if (options.has('c')) {
      let failures = 0
      await forEachInput(context, options.rest, async (list) => {
        for await (const lines of linesOf(context, list)) {
          for (const { text } of lines) {
            const [, expected = '', name = ''] = /^([0-9a-f]+) [ *](.+)$/.exec(text) ?? []
            const actual = createHash(algorithm)
              .update(context.files.read(context.path(name)))
              .digest('hex')
            if (actual !== expected) failures += 1
            if (!options.has('s')) await context.print(`${name}: ${actual === expected ? 'OK' : 'FAILED'}\n`)
          }
        }
      })
      if (failures > 0) await context.warn(`WARNING: ${failures} computed checksum did NOT match`)
      return failures > 0 ? 1 : 0
    }
    return forEachInput(context, options.rest, async (open, name) => {
      const hash = createHash(algorithm)
      for await (const bytes of chunksOf(context, open)) hash.update(bytes)
      await context.print(`${hash.digest('hex')}  ${name}\n`)
    })
  }
}

export const base64: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'dw:i', long: { decode: 'd', wrap: 'w' } })
  const width = Number(options.value('w') ?? 76)
  return forEachInput(context, options.rest.slice(0, 1), async (open) => {
    const bytes = await readBytes(context, open)
    if (options.has('d')) return context.stdout.write(new Uint8Array(Buffer.from(toText(bytes), 'base64')))
    const text = Buffer.from(bytes).toString('base64')
    const wrapped = width === 0 ? text : text.replace(new RegExp(`.{1,${width}}`, 'g'), '$&\n')
    return context.print(wrapped)
  })
}

export const hexdump: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'Cvn:s:e:xb' })
  const bytes = await bytesOf(context, options.rest, { skip: options.value('s'), count: options.value('n') })
  if (bytes === undefined) return 1
  const canonical = options.has('C') || context.name === 'hd'
  await dump(context, bytes, {
    row: (row, offset) => {
      const at = offset.toString(16).padStart(canonical ? 8 : 7, '0')
      if (!canonical)
        return `${at} ${words(row, 2)
          .map((word) => word.toString(16).padStart(4, '0'))
          .join(' ')}`
      const hex = [...row]
        .map((byte, index) => `${index === 8 ? ' ' : ''}${byte.toString(16).padStart(2, '0')}`)
        .join(' ')
      return `${at}  ${hex.padEnd(48)}  |${printable(row)}|`
    },
    end: (size) => size.toString(16).padStart(canonical ? 8 : 7, '0'),
  })
  return 0
}

export const xxd: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'ps:l:c:g:' })
  const bytes = await bytesOf(context, options.rest, { skip: options.value('s'), count: options.value('l') })
  if (bytes === undefined) return 1
  if (options.has('p')) {
    await context.print(
      Buffer.from(bytes)
        .toString('hex')
        .replace(/.{1,60}/g, '$&\n'),
    )
    return 0
  }
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const row = bytes.subarray(offset, offset + 16)
    const hex = Buffer.from(row)
      .toString('hex')
      .replace(/.{1,4}/g, '$& ')
    await context.print(`${offset.toString(16).padStart(8, '0')}: ${hex.padEnd(40)} ${printable(row)}\n`)
  }
  return 0
}

export const od: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'A:t:cbxodvN:j:' })
  const bytes = await bytesOf(context, options.rest, { skip: options.value('j'), count: options.value('N') })
  if (bytes === undefined) return 1
  const type = options.value('t') ?? (options.has('c') ? 'c' : options.has('b') ? 'o1' : options.has('x') ? 'x2' : 'o2')
  const [, kind = 'o', sizeText = ''] = /^([acdoux])(\d?)/.exec(type) ?? []
  const size = kind === 'c' || kind === 'a' ? 1 : Number(sizeText === '' ? 4 : sizeText)
  const radix = { x: 16, o: 8 }[kind] ?? 10
  const width =
    kind === 'c' || kind === 'a'
      ? 3
      : radix === 16
        ? size * 2
        : radix === 8
          ? Math.ceil((size * 8) / 3)
          : ({ 1: 4, 2: 6, 4: 11, 8: 20 }[size] ?? 11)
  const address = options.value('A') ?? 'o'
  const at = (offset: number) =>
    address === 'n' ? '' : offset.toString({ x: 16, d: 10 }[address] ?? 8).padStart(address === 'x' ? 6 : 7, '0')
  await dump(context, bytes, {
    row: (row, offset) => {
      const cells = words(row, size).map((word) =>
        (kind === 'c' || kind === 'a'
          ? characterOf(word)
          : word.toString(radix).padStart(radix === 10 ? 0 : width, '0')
        ).padStart(width),
      )
      return `${at(offset)} ${cells.join(' ')}`
    },
    end: at,
  })
  return 0
}

const named: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}

const characterOf = (byte: number) =>
  named[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'))

const printable = (row: Uint8Array) =>
  [...row].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')

function words(row: Uint8Array, size: number): number[] {
  return Array.from({ length: Math.ceil(row.length / size) }, (_, index) =>
    [...row.subarray(index * size, (index + 1) * size)].reduceRight((value, byte) => value * 256 + byte, 0),
  )
}

async function bytesOf(
  context: Parameters<Command>[0],
  names: readonly string[],
  { skip, count }: { skip: string | undefined; count: string | undefined },
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  const start = parseSize(skip ?? '0') ?? 0
  const limit = count === undefined ? Infinity : (parseSize(count) ?? 0)
  let size = 0
  const status = await forEachInput(context, names, async (open) => {
    while (size < start + limit) {
      const bytes = await open.read(Math.min(start + limit - size, 65_536), context.signal)
      if (bytes === undefined) return
      const turn = context.task.tick()
      if (turn !== undefined) await turn
      parts.push(bytes)
      size += bytes.length
    }
  })
  return status === 0 ? new Uint8Array(Buffer.concat(parts).subarray(start, start + limit)) : undefined
}

interface DumpFormat {
  row: (row: Uint8Array, offset: number) => string
  end: (size: number) => string
}

/** Rows of 16 bytes; equal ones in between are a star. */
async function dump(context: Parameters<Command>[0], bytes: Uint8Array, { row, end }: DumpFormat): Promise<void> {
  let last = ''
  let isStarred = false
  let text = ''
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const part = bytes.subarray(offset, offset + 16)
    const key = part.join()
    if (key === last && part.length === 16) {
      if (!isStarred) text += '*\n'
      isStarred = true
      continue
    }
    last = key
    isStarred = false
    text += `${row(part, offset)}\n`
    if (text.length > 32_768) {
      await context.print(text)
      text = ''
    }
  }
  const closing = end(bytes.length)
  await context.print(text + (closing === '' ? '' : `${closing}\n`))
}

export const strings: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'n:a' })
  const least = Number(options.value('n') ?? 4)
  return forEachInput(context, options.rest, async (open) => {
    const text = Buffer.from(await readBytes(context, open)).toString('latin1')
    for (const [found] of text.matchAll(new RegExp(`[\\x20-\\x7e\\t]{${least},}`, 'g')))
      await context.print(`${found}\n`)
  })
}
