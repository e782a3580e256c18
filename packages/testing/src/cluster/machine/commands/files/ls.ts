import type { Command, CommandContext } from '../../processes/Command.ts'
import { FileError } from '../../files/FileError.ts'
import type { FileNode } from '../../files/FileNode.ts'
import { joinPath } from '../../files/paths.ts'
import { inColumns } from '../../terminal/LineEditor.ts'
import { humanSize } from '../humanSize.ts'
import { parseOptions, type Options } from '../parseOptions.ts'
import { modeText } from './modeText.ts'

interface Entry {
  name: string
  node: FileNode
}

export const ls: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: '1AaCdFHhiLlnpRrSstuXxgkG',
    long: { color: 'G', all: 'a', 'human-readable': 'h', 'full-time': 'l' },
  })
  const names = options.rest.length === 0 ? ['.'] : options.rest
  const plain: Entry[] = []
  const folders: string[] = []
  let status = 0
  for (const name of names) {
    try {
      const path = context.path(name)
      const followed = context.files.find(path)
      if (
        followed?.type === 'directory' &&
        !options.has('d') &&
        !(options.has('l') && !name.endsWith('/') && context.files.find(path, { follow: false })?.type === 'link')
      )
        folders.push(name)
      else plain.push({ name, node: context.files.node(path, { follow: false }) })
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await context.warn(`${name}: ${error.reason}`)
      status = 1
    }
  }
  if (plain.length > 0) await show(context, options, { entries: sorted(plain, options), folder: '' })
  let isFirst = plain.length === 0
  while (folders.length > 0) {
    const folder = folders.shift() ?? ''
    if (names.length > 1 || options.has('R')) await context.print(`${isFirst ? '' : '\n'}${folder}:\n`)
    isFirst = false
    const entries = entriesOf(context, options, folder)
    if (options.has('l') || options.has('s'))
      await context.print(`total ${entries.reduce((sum, { node }) => sum + blocks(context, node), 0)}\n`)
    await show(context, options, { entries, folder })
    if (options.has('R'))
      folders.unshift(
        ...entries
          .filter(({ name, node }) => node.type === 'directory' && name !== '.' && name !== '..')
          .map(({ name }) => joinPath(folder, name)),
      )
    const turn = context.task.tick()
    if (turn !== undefined) await turn
  }
  return status
}

function entriesOf(context: CommandContext, options: Options, folder: string): Entry[] {
  const path = context.path(folder)
  const directory = context.files.node(path)
  if (directory.type !== 'directory') return []
  const names = directory.entries
    .names()
    .filter((name) => !name.startsWith('.') || options.has('a') || options.has('A'))
  const entries: Entry[] = []
  for (const name of names) {
    const node = directory.entries.get(name)
    if (node !== undefined) entries.push({ name, node })
  }
  const list = sorted(entries, options)
  if (!options.has('a')) return list
  const parent = context.files.find(`${path}/..`) ?? directory
  return [{ name: '.', node: directory }, { name: '..', node: parent }, ...list]
}

function sorted(entries: Entry[], options: Options): Entry[] {
  const size = ({ node }: Entry) => (node.type === 'file' ? node.content.length : 0)
  const extension = ({ name }: Entry) => /\.[^.]*$/.exec(name)?.[0] ?? ''
  const compare = (a: Entry, b: Entry) => {
    if (options.has('S')) return size(b) - size(a)
    if (options.has('t')) return b.node.modified - a.node.modified
    if (options.has('X')) return extension(a) < extension(b) ? -1 : extension(a) > extension(b) ? 1 : 0
    return 0
  }
  entries.sort((a, b) => compare(a, b) || (a.name < b.name ? -1 : 1))
  return options.has('r') ? entries.reverse() : entries
}

const blocks = (context: CommandContext, node: FileNode) =>
  node.type === 'file' ? Math.ceil(context.files.statOf(node).size / 4096) * 4 : node.type === 'directory' ? 4 : 0

async function show(
  context: CommandContext,
  options: Options,
  { entries, folder }: { entries: readonly Entry[]; folder: string },
): Promise<void> {
  const terminal = context.task.descriptors.get(1)?.terminal
  const isColoured = terminal !== undefined || options.value('G') === 'always'
  const label = ({ name, node }: Entry) => {
    const mark = options.has('F') || (options.has('p') && node.type === 'directory') ? suffix(node) : ''
    return (isColoured ? paint(name, node) : name) + mark
  }
  if (options.has('l') || options.has('g') || options.has('n')) {
    const sizes = entries.map(({ node }) => sizeText(context, options, node))
    const width = Math.max(options.has('h') ? 6 : 9, ...sizes.map((text) => text.length))
    const rows = entries.map((entry, index) => {
      const target = entry.node.type === 'link' ? ` -> ${entry.node.target}` : ''
      const links = entry.node.type === 'directory' ? 2 : 1
      const owner = options.has('n') ? '0        0       ' : 'root     root    '
      const number = options.has('i') ? `${inode(joinPath(folder, entry.name))} ` : ''
      return `${number}${modeText(entry.node)} ${String(links).padStart(4)} ${owner} ${(sizes[index] ?? '').padStart(width)} ${dateText(entry.node.modified, context.clock.now())} ${label(entry)}${target}\n`
    })
    return context.print(rows.join(''))
  }
  if (entries.length === 0) return
  if (terminal === undefined || options.has('1')) {
    if (options.has('C') && !options.has('1')) return context.print(inColumns(entries.map(label), 80))
    return context.print(
      entries
        .map((entry) => `${options.has('i') ? `${inode(joinPath(folder, entry.name))} ` : ''}${label(entry)}\n`)
        .join(''),
    )
  }
  // Colours take no columns, so that the plain names make the table.
  const table = inColumns(
    entries.map(({ name, node }) => name + (options.has('F') ? suffix(node) : '')),
    terminal.size.columns,
  )
  return context.print(paintTable(table, entries))
}

function paintTable(table: string, entries: readonly Entry[]): string {
  const lines = table.split('\n').slice(0, -1)
  const rows = lines.length
  const grid = lines.map(() => '')
  const perRow = Math.ceil(entries.length / rows)
  const width = Math.max(...entries.map(({ name }) => name.length)) + 2
  // Names with wide characters make other widths; they stay plain.
  if (entries.some(({ name }) => /[^ -~]/.test(name))) return table
  for (let column = 0; column < perRow; column++) {
    for (let row = 0; row < rows; row++) {
      const entry = entries[column * rows + row]
      if (entry === undefined) continue
      const isLast = entries[(column + 1) * rows + row] === undefined
      grid[row] += paint(entry.name, entry.node) + (isLast ? '' : ' '.repeat(Math.max(width - entry.name.length, 1)))
    }
  }
  return `${grid.join('\n')}\n`
}

function paint(name: string, node: FileNode): string {
  const code =
    node.type === 'directory'
      ? '1;34'
      : node.type === 'link'
        ? '1;36'
        : node.type === 'device'
          ? '1;33'
          : (node.mode & 0o111) !== 0
            ? '1;32'
            : undefined
  return code === undefined ? name : `\x1b[${code}m${name}\x1b[m`
}

function suffix(node: FileNode): string {
  return node.type === 'directory'
    ? '/'
    : node.type === 'link'
      ? '@'
      : node.type === 'file' && (node.mode & 0o111) !== 0
        ? '*'
        : ''
}

function sizeText(context: CommandContext, options: Options, node: FileNode): string {
  if (node.type === 'device') return '1,   3'
  const { size } = context.files.statOf(node)
  return options.has('h') ? humanSize(size) : String(size)
}

/** Of half a year ago or older the year, of newer ones the time. */
function dateText(modified: number, now: number): string {
  const text = new Date(modified).toUTCString()
  const [, day = '', month = '', year = '', time = ''] = text.split(' ')
  const isRecent = Math.abs(now - modified) < 182 * 86_400_000
  return `${month} ${day.replace(/^0/, ' ')} ${isRecent ? time.slice(0, 5) : ` ${year}`}`
}

/** A number that is the same for the same path. */
export function inode(path: string): number {
  return [...path].reduce((hash, character) => (hash * 31 + character.charCodeAt(0)) % 999_983, 7) + 10_000
}
