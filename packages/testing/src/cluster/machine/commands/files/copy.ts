import { contentOf } from '../../files/content.ts'
import { FileError } from '../../files/FileError.ts'
import type { FileNode } from '../../files/FileNode.ts'
import { baseName, joinPath } from '../../files/paths.ts'
import type { Command, CommandContext } from '../../processes/Command.ts'
import { parseOptions, type Options } from '../parseOptions.ts'
import { eachFile } from './eachFile.ts'

export const cp: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 'aRrdpPLfiuvTs',
    long: { recursive: 'r', archive: 'a', verbose: 'v' },
  })
  const place = destination(context, options)
  if (place === undefined) return refuse(context, options.rest)
  return eachFile(context, place.sources, {
    work: async (path, name) => {
      const target = place.of(name)
      copyNode(context, path, { target, options, name })
      if (options.has('v')) await context.print(`'${name}' -> '${target}'\n`)
    },
    refusal: (name, reason) => (reason.startsWith('omitting') ? reason : `can't stat '${name}': ${reason}`),
  })
}

export const mv: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'finTv', long: { force: 'f', verbose: 'v' } })
  const place = destination(context, options)
  if (place === undefined) return refuse(context, options.rest)
  const { files } = context
  return eachFile(context, place.sources, {
    work: (path, name) => {
      const target = place.of(name)
      if (options.has('n') && files.exists(target)) return
      files.move(path.replace(/(?<=.)\/+$/, ''), target)
    },
    refusal: (name, reason) =>
      reason === 'No such file or directory' ? `can't rename '${name}': ${reason}` : `'${name}': ${reason}`,
  })
}

function destination(context: CommandContext, options: Options) {
  const last = options.rest.at(-1)
  if (last === undefined || options.rest.length < 2) return undefined
  const sources = options.rest.slice(0, -1)
  const target = context.path(last)
  const isFolder = !options.has('T') && context.files.find(target)?.type === 'directory'
  if (!isFolder && sources.length > 1) return undefined
  return {
    sources,
    of: (name: string) => (isFolder ? joinPath(target, baseName(name)) : target.replace(/(?<=.)\/+$/, '')),
  }
}

async function refuse(context: CommandContext, operands: readonly string[]): Promise<number> {
  await context.warn(
    operands.length < 2 ? 'missing file operand' : `target '${operands.at(-1) ?? ''}' is not a directory`,
  )
  return 1
}

interface Copy {
  target: string
  options: Options
  name: string
}

function copyNode(context: CommandContext, path: string, { target, options, name }: Copy): void {
  const { files } = context
  const isRecursive = options.has('r') || options.has('R') || options.has('a')
  const node = files.node(path, { follow: !(options.has('a') || options.has('d') || options.has('P')) })
  const keeps = options.has('a') || options.has('p')
  if (node.type === 'directory') {
    if (!isRecursive) throw Object.assign(new FileError('EISDIR', name), { reason: `omitting directory '${name}'` })
    if (`${files.place(target).path}/`.startsWith(`${files.realPath(path)}/`)) throw new FileError('EINVAL', name)
    if (!files.exists(target)) files.makeDirectory(target)
    const copy = files.node(target)
    copy.mode = node.mode
    for (const child of node.entries.names())
      copyNode(context, joinPath(path, child), {
        target: joinPath(target, child),
        options,
        name: joinPath(name, child),
      })
    if (keeps) copy.modified = node.modified
    return
  }
  if (node.type === 'link') {
    if (files.find(target, { follow: false }) !== undefined) files.remove(target)
    return files.link(node.target, target)
  }
  if (node.type === 'device') {
    files.write(target, '')
    return
  }
  if (files.find(target) === node)
    throw Object.assign(new FileError('EINVAL', name), { reason: 'omitting: it is the same file' })
  copyContent(context, node, { target, keeps })
}

function copyContent(
  context: CommandContext,
  node: Extract<FileNode, { type: 'file' }>,
  { target, keeps }: { target: string; keeps: boolean },
): void {
  const { files, task } = context
  const isNew = !files.exists(target)
  files.write(target, contentOf(node))
  const copy = files.node(target)
  if (copy.type !== 'file') return
  copy.program = node.program
  if (keeps) Object.assign(copy, { mode: node.mode, modified: node.modified })
  else if (isNew) copy.mode = node.mode & ~task.umask
}
