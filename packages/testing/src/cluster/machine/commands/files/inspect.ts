import { readLink } from '../../files/readLink.ts'
import { baseName, directoryName, joinPath } from '../../files/paths.ts'
import type { Command, CommandContext } from '../../processes/Command.ts'
import { humanSize } from '../humanSize.ts'
import { parseOptions } from '../parseOptions.ts'
import { eachFile } from './eachFile.ts'
import { inode } from './ls.ts'
import { modeText } from './modeText.ts'

const kindNames = {
  file: 'regular file',
  directory: 'directory',
  link: 'symbolic link',
  device: 'character special file',
} as const

export const stat: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'Lc:ft', long: { format: 'c' } })
  const { files } = context
  return eachFile(context, options.rest, {
    work: async (path, name) => {
      const node = files.node(path, { follow: options.has('L') })
      const { size, mode, modified } = files.statOf(node)
      const kind = node.type === 'file' && size === 0 ? 'regular empty file' : kindNames[node.type]
      const time = `${new Date(modified).toISOString().replace('T', ' ').replace('Z', '000000')} +0000`
      const blocks = Math.ceil(size / 512)
      const octal = (mode & 0o7777).toString(8)
      const format = options.value('c')
      if (format !== undefined) {
        const values: Readonly<Record<string, string>> = {
          n: name,
          s: String(size),
          a: octal,
          A: modeText(node),
          F: kind,
          Y: String(Math.floor(modified / 1000)),
          y: time,
          X: String(Math.floor(modified / 1000)),
          x: time,
          Z: String(Math.floor(modified / 1000)),
          z: time,
          U: 'root',
          G: 'root',
          u: '0',
          g: '0',
          i: String(inode(path)),
          h: '1',
          b: String(blocks),
          B: '512',
          f: mode.toString(16),
          N: name,
          '%': '%',
        }
        return context.print(`${format.replace(/%(.)/g, (whole, letter: string) => values[letter] ?? whole)}\n`)
      }
      await context.print(
        `  File: ${name}${node.type === 'link' ? ` -> ${node.target}` : ''}
  Size: ${String(size).padEnd(10)}\tBlocks: ${String(blocks).padEnd(10)} IO Block: 4096   ${kind}
Device: 2bh/43d\tInode: ${String(inode(path)).padEnd(10)}  Links: 1
Access: (${octal.padStart(4, '0')}/${modeText(node)})  Uid: (    0/    root)   Gid: (    0/    root)
Access: ${time}
Modify: ${time}
Change: ${time}
`,
      )
    },
    refusal: (name, reason) => `can't stat '${name}': ${reason}`,
  })
}

export const readlink: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'fnve' })
  let status = 0
  for (const name of options.rest) {
    const path = context.path(name)
    const target = options.has('f')
      ? context.files.find(path) === undefined
        ? context.files.place(path).path
        : context.files.realPath(path)
      : readLink(context.files, path)
    if (target === undefined) status = 1
    else await context.print(`${target}${options.has('n') ? '' : '\n'}`)
  }
  return status
}

export const realpath: Command = async (context) =>
  eachFile(context, context.args, { work: (path) => context.print(`${context.files.realPath(path)}\n`) })

export const file: Command = async (context) =>
  eachFile(context, context.args, {
    work: async (path, name) => {
      const node = context.files.node(path, { follow: false })
      const bytes = node.type === 'file' ? context.files.read(path).subarray(0, 512) : new Uint8Array()
      const kind =
        node.type === 'link'
          ? `symbolic link to ${node.target}`
          : node.type !== 'file'
            ? kindNames[node.type].replace('file', '').trim()
            : bytes.length === 0
              ? 'empty'
              : bytes[0] === 0x7f
                ? 'ELF 64-bit LSB pie executable, x86-64'
                : bytes.includes(0)
                  ? 'data'
                  : bytes[0] === 35 && bytes[1] === 33
                    ? 'a script, ASCII text executable'
                    : 'ASCII text'
      await context.print(`${name}: ${kind}\n`)
    },
    refusal: (name, reason) => `cannot open '${name}' (${reason})`,
  })

export const basename: Command = async (context) => {
  const [path, suffix = ''] = context.args.filter((argument) => argument !== '--')
  if (path === undefined) {
    await context.warn('missing operand')
    return 1
  }
  const name = baseName(path)
  await context.print(
    `${suffix !== '' && suffix !== name && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`,
  )
  return 0
}

export const dirname: Command = async (context) => {
  await context.print(context.args.map((path) => `${directoryName(path)}\n`).join(''))
  return context.args.length === 0 ? 1 : 0
}

export const du: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'sahkmcd:xl' })
  const deepest = options.has('s') ? 0 : Number(options.value('d') ?? Infinity)
  const { files } = context
  const format = (kib: number) =>
    options.has('h') ? humanSize(kib * 1024) : String(options.has('m') ? Math.ceil(kib / 1024) : kib)
  const measure = async (path: string, name: string, depth: number): Promise<number> => {
    const node = files.node(path, { follow: false })
    if (node.type !== 'directory') {
      const size = node.type === 'file' ? Math.ceil(node.content.length / 4096) * 4 : 0
      if (depth === 0 || (options.has('a') && depth <= deepest)) await context.print(`${format(size)}\t${name}\n`)
      return size
    }
    let total = 4
    for (const child of node.entries.names())
      total += await measure(joinPath(path, child), joinPath(name, child), depth + 1)
    if (depth <= deepest) await context.print(`${format(total)}\t${name}\n`)
    return total
  }
  return eachFile(context, options.rest.length === 0 ? ['.'] : options.rest, {
    work: async (path, name) => void (await measure(path, name, 0)),
  })
}

export const df: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'hkmTPa' })
  const size = 61_255_492
  const used = 18_204_116 + Math.ceil(context.files.disk.used / 1024)
  const shm = 65_536
  const rows: [string, string, number, number, string][] = [
    ['overlay', 'overlay', size, used, '/'],
    ['tmpfs', 'tmpfs', shm, 0, '/dev'],
    ['shm', 'tmpfs', shm, 0, '/dev/shm'],
  ]
  const wanted =
    options.rest[0] === undefined
      ? rows
      : rows.filter(([, , , , mount]) => mount === mountOf(context, options.rest[0] ?? '/'))
  const format = (kib: number) =>
    options.has('h') ? humanSize(kib * 1024) : String(options.has('m') ? Math.round(kib / 1024) : kib)
  const width = options.has('h') ? 9 : 10
  const head = options.has('h')
    ? '     Size      Used Available'
    : ` ${options.has('m') ? '1M' : '1K'}-blocks      Used Available`
  await context.print(`Filesystem          ${options.has('T') ? 'Type       ' : ''} ${head} Use% Mounted on\n`)
  for (const [name, type, total, taken, mount] of wanted) {
    const cells = [total, taken, total - taken]
      .map((kib) => format(kib).padStart(width))
      .join(options.has('h') ? ' ' : '')
    await context.print(
      `${name.padEnd(20)}${options.has('T') ? type.padEnd(11) : ''} ${cells} ${String(Math.round((taken / total) * 100)).padStart(3)}% ${mount}\n`,
    )
  }
  return 0
}

function mountOf(context: CommandContext, name: string): string {
  const path = context.path(name)
  return path.startsWith('/dev/shm') ? '/dev/shm' : path.startsWith('/dev') ? '/dev' : '/'
}
