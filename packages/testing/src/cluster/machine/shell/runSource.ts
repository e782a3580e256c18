import { Parser } from './Parser.ts'
import { runList } from './runCommand.ts'
import type { Shell } from './Shell.ts'
import { ShellSyntaxError } from './ShellSyntaxError.ts'

/**
 * Runs a text, one complete command after the other. A syntax error ends it with 2, after what came before has run.
 */
export async function runSource(
  shell: Shell,
  source: string,
  { builtin }: { builtin?: string | undefined } = {},
): Promise<number> {
  const parser = new Parser(source, { alias: shell.isInteractive ? (name) => shell.aliases.get(name) : undefined })
  shell.status = 0
  try {
    for (let list = parser.next(); list !== undefined; list = parser.next()) {
      if (shell.isOn('v')) await shell.write(2, `${source}\n`)
      if (!shell.isOn('n')) await runList(shell, list)
    }
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error
    if (shell.isScript) shell.line = error.line
    await shell.complain(error.message, builtin)
    shell.status = 2
  }
  return shell.status
}
