import type { Command } from '../../processes/Command.ts'
import { toText } from '../../streams/text.ts'
import { forEachInput, linesOf } from '../inputs.ts'
import { parseOptions } from '../parseOptions.ts'
import { unescapeAnsi } from '../../shell/unescape.ts'
import { PatternError } from '../text/posixPattern.ts'
import { AwkError } from './awkSyntax.ts'
import { createAwk } from './createAwk.ts'
import { parseAwk } from './parseAwk.ts'

/** The common part of POSIX awk: without getline and pipes. */
export const awk: Command = async (context) => {
  const options = await parseOptions(context, { letters: 'F:v:f:', stopsAtOperand: true })
  const operands = [...options.rest]
  const scripts = options.values('f').map((name) => toText(context.files.read(context.path(name))))
  const source = scripts.length > 0 ? scripts.join('\n') : operands.shift()
  if (source === undefined) {
    await context.warn('usage: awk [-F SEP] [-v VAR=VALUE] PROGRAM [FILE]...')
    return 1
  }
  try {
    const program = parseAwk(source)
    const run = createAwk(program, context.env)
    const set = (assignment: string) =>
      run.setVariable(
        assignment.slice(0, assignment.indexOf('=')),
        unescapeAnsi(assignment.slice(assignment.indexOf('=') + 1)),
      )
    const flush = async () => {
      const { text, files } = run.takeOutput()
      if (text !== '') await context.print(text)
      for (const { path, append, text: line } of files) {
        if (path === '/dev/stderr') await context.stderr.write(new TextEncoder().encode(line))
        else if (path === '/dev/stdout') await context.print(line)
        else context.files.write(context.path(path), line, { append })
      }
    }
    const separator = options.value('F')
    if (separator !== undefined) run.setVariable('FS', separator === 't' ? '\t' : unescapeAnsi(separator))
    for (const assignment of options.values('v')) set(assignment)
    run.begin()
    await flush()
    const names = operands.filter((operand) => !/^[A-Za-z_]\w*=/.test(operand))
    for (const operand of operands) if (!names.includes(operand)) set(operand)
    const needsInput = program.rules.some(({ when }) => when !== 'BEGIN')
    let status = 0
    if (!run.isDone && needsInput) {
      status = await forEachInput(context, names, async (open, name) => {
        run.setVariable('FILENAME', name === '-' ? '' : name)
        run.setVariable('FNR', '0')
        for await (const lines of linesOf(context, open)) {
          for (const { text } of lines) {
            if (run.isDone) break
            run.line(text)
          }
          await flush()
          if (run.isDone) return
        }
      })
    }
    run.end()
    await flush()
    return run.exitCode === 0 ? status : run.exitCode
  } catch (error) {
    if (!(error instanceof AwkError) && !(error instanceof PatternError)) throw error
    await context.warn(error.message)
    return 2
  }
}
