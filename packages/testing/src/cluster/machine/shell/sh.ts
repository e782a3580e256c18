import { FileError } from '../files/FileError.ts'
import type { Command, CommandContext } from '../processes/Command.ts'
import { toText } from '../streams/text.ts'
import { applyOptions } from './builtins/set.ts'
import { ShellError } from './ControlFlow.ts'
import { runToEnd } from './forkShell.ts'
import { runInteractive } from './runInteractive.ts'
import { runSource } from './runSource.ts'
import { runStream } from './runStream.ts'
import { Shell } from './Shell.ts'

/** `sh`, `bash` and `ash`. */
export const sh: Command = async (context) => {
  const shell = new Shell(context)
  let rest: readonly string[]
  let flags: string
  try {
    ;({ rest, flags } = takeOptions(shell, context.args))
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    await shell.complain(error.message)
    return 2
  }
  if (flags.includes('c')) {
    const [script, arg0, ...positional] = rest
    if (script === undefined) {
      await shell.complain('-c requires an argument')
      return 2
    }
    shell.arg0 = arg0 ?? shell.arg0
    shell.positional = positional
    return runToEnd(shell, () => runSource(shell, script))
  }
  const [file, ...positional] = rest
  if (file !== undefined && !flags.includes('s')) return runFile(shell, context, [file, ...positional])
  shell.positional = flags.includes('s') ? rest : []
  if (flags.includes('i') || context.input.terminal !== undefined) return runInteractive(shell)
  return runToEnd(shell, () => runStream(shell))
}

async function runFile(
  shell: Shell,
  context: CommandContext,
  [file = '', ...positional]: readonly string[],
): Promise<number> {
  let source: string
  try {
    source = toText(context.files.read(context.path(file)))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    await shell.complain(`can't open '${file}': ${error.reason}`)
    return 2
  }
  shell.arg0 = file
  shell.isScript = true
  shell.positional = positional
  return runToEnd(shell, () => runSource(shell, source))
}

/** Options of the shell itself, and those that `set` knows as well. */
function takeOptions(shell: Shell, args: readonly string[]): { rest: readonly string[]; flags: string } {
  let flags = ''
  let index = 0
  for (; /^[-+]./.test(args[index] ?? ''); index++) {
    const argument = args[index] ?? ''
    if (argument === '--') {
      index += 1
      break
    }
    if (argument.startsWith('--')) continue
    const own = argument.replace(/[^cislV]/g, '')
    flags += own
    const others = argument.slice(1).replace(/[cisl]/g, '')
    if (others === '') continue
    const takesName = others.endsWith('o')
    applyOptions(shell, [argument.slice(0, 1) + others, ...(takesName ? [args[++index] ?? ''] : [])])
  }
  return { rest: args.slice(index), flags }
}
