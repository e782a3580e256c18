import { plainEntries } from '../../files/directoryEntries.ts'
import { FileError } from '../../files/FileError.ts'
import type { Directory } from '../../files/FileNode.ts'
import { directoryName } from '../../files/paths.ts'
import type { Command } from '../../processes/Command.ts'
import { parseOptions } from '../parseOptions.ts'
import { eachFile } from './eachFile.ts'
import { parseMode } from './parseMode.ts'

export const mkdir: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'pm:v', long: { parents: 'p', mode: 'm' } })
  const { files } = context
  const mode = options.has('m') ? parseMode(options.value('m') ?? '', 0o777) : undefined
  return eachFile(context, options.rest, {
    work: async (path, name) => {
      const trimmed = path.replace(/(?<=.)\/+$/, '')
      if (options.has('p')) files.makeDirectory(trimmed, { recursive: true })
      else files.makeDirectory(trimmed)
      const node = files.node(trimmed)
      if (!options.has('p') || mode !== undefined) node.mode = mode ?? 0o777 & ~context.task.umask
      if (options.has('v')) await context.print(`created directory: '${name}'\n`)
    },
    refusal: (name, reason) => `can't create directory '${name}': ${reason}`,
  })
}

export const rmdir: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'p' })
  const remove = (path: string): void => {
    const node = context.files.node(path, { follow: false })
    if (node.type !== 'directory') throw new FileError('ENOTDIR', path)
    context.files.remove(path)
    if (options.has('p') && directoryName(path) !== '/') remove(directoryName(path))
  }
  return eachFile(context, options.rest, { work: remove, refusal: (name, reason) => `'${name}': ${reason}` })
}

export const touch: Command = async (context) => {
  const options = await parseOptions(context, {
    letters: 'camd:t:r:',
    long: { date: 'd', 'no-create': 'c', reference: 'r' },
  })
  const { files } = context
  const reference = options.value('r')
  const given = options.value('d')
  const time =
    reference !== undefined
      ? files.node(context.path(reference)).modified
      : given !== undefined
        ? Date.parse(given.replace(' ', 'T'))
        : files.now()
  if (Number.isNaN(time)) {
    await context.warn(`invalid date '${given ?? ''}'`)
    return 1
  }
  return eachFile(context, options.rest, {
    work: (path) => {
      if (!files.exists(path)) {
        if (options.has('c')) return
        files.write(path, '', { mode: 0o666 & ~context.task.umask })
      }
      files.node(path).modified = time
    },
  })
}

export const ln: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'sfnvT', long: { symbolic: 's', force: 'f' } })
  const { files } = context
  const operands = [...options.rest]
  const last = operands.length > 1 ? operands.pop() : '.'
  const target = context.path(last ?? '.')
  const intoFolder = !options.has('T') && files.find(target, { follow: !options.has('n') })?.type === 'directory'
  return eachFile(context, operands, {
    work: (path, name) => {
      const place = intoFolder ? `${target}/${name.replace(/\/+$/, '').split('/').at(-1) ?? name}` : target
      if (options.has('f') && files.find(place, { follow: false }) !== undefined) files.remove(place)
      if (options.has('s')) return files.link(name, place)
      const node = files.node(path)
      if (node.type === 'directory') throw new FileError('EPERM', name)
      files.add(place, node)
    },
    refusal: (name, reason) => `${last ?? name}: ${reason}`,
  })
}

export const chmod: Command = async (context) => {
  const args = context.args.filter((argument) => !/^-[Rvcf]+$/.test(argument))
  const isRecursive = context.args.some((argument) => /^-[vcf]*R/.test(argument))
  const [mode = '', ...names] = args
  const { files } = context
  const change = (path: string): void => {
    const node = files.node(path)
    const next = parseMode(mode, node.mode, { isDirectory: node.type === 'directory' })
    if (next === undefined) throw new FileError('EINVAL', path)
    node.mode = next
    node.modified = files.now()
    if (isRecursive && node.type === 'directory') for (const name of node.entries.names()) change(`${path}/${name}`)
  }
  if (names.length > 0 && parseMode(mode, 0) === undefined) {
    await context.warn(`invalid mode '${mode}'`)
    return 1
  }
  return eachFile(context, names, { work: change })
}

/** Everything belongs to root here; asking for another owner is heard and changes nothing. */
export const chown: Command = async (context) => {
  const [, ...names] = context.args.filter((argument) => !argument.startsWith('-'))
  return eachFile(context, names, { work: (path) => void context.files.node(path) })
}

export const mktemp: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'dqp:tu' })
  const folder = options.value('p') ?? context.env['TMPDIR'] ?? '/tmp'
  const template = options.rest[0] ?? 'tmp.XXXXXX'
  if (!/X{6}$/.test(template)) {
    await context.warn('Invalid argument')
    return 1
  }
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  const name = template.replace(/X+$/, (run) =>
    [...run].map(() => letters[Math.floor(Math.random() * letters.length)] ?? 'x').join(''),
  )
  const path = options.rest[0] === undefined || options.has('p') || options.has('t') ? `${folder}/${name}` : name
  if (!options.has('u')) {
    const { files } = context
    const node: Directory = { type: 'directory', mode: 0o700, modified: files.now(), entries: plainEntries() }
    if (options.has('d')) files.add(context.path(path), node)
    else files.write(context.path(path), '', { mode: 0o600 })
  }
  await context.print(`${path}\n`)
  return 0
}
