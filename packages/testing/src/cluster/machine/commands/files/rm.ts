import { FileError } from '../../files/FileError.ts'
import { baseName } from '../../files/paths.ts'
import type { Command } from '../../processes/Command.ts'
import { parseOptions } from '../parseOptions.ts'
import { eachFile } from './eachFile.ts'

export const rm: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'rRfiv', long: { recursive: 'r', force: 'f', verbose: 'v' } })
  const recursive = options.has('r') || options.has('R')
  const { files } = context
  if (options.rest.length === 0 && options.has('f')) return 0
  return eachFile(context, options.rest, {
    work: async (path, name) => {
      if (['.', '..'].includes(baseName(name))) throw new FileError('EINVAL', name)
      const node = files.find(path, { follow: false })
      if (node === undefined && options.has('f')) return
      if (node?.type === 'directory' && !recursive) throw new FileError('EISDIR', name)
      files.remove(path, { recursive })
      if (options.has('v')) await context.print(`removed '${name}'\n`)
    },
    refusal: (name, reason) =>
      reason === 'Is a directory' ? `'${name}' is a directory` : `can't remove '${name}': ${reason}`,
  })
}

export const unlink: Command = async (context) =>
  eachFile(context, context.args, { work: (path) => context.files.remove(path) })
