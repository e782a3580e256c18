import { concatBytes, toText } from '../streams/text.ts'
import { Parser } from './Parser.ts'
import { runList } from './runCommand.ts'
import type { Shell } from './Shell.ts'
import { ShellSyntaxError } from './ShellSyntaxError.ts'

/** Runs what comes on standard input, line by line, so that its commands can read the lines after theirs. */
export async function runStream(shell: Shell): Promise<number> {
  let source = ''
  let line = 1
  for (;;) {
    const next = await readLine(shell)
    source += next.text
    if (source.trim() === '' && next.ended) return shell.status
    try {
      const parser = new Parser(source, { line })
      const list = parser.next()
      if (parser.scanner.endedInHereDocument && !next.ended) continue
      // Blank lines and comments alone ask for nothing.
      if (list !== undefined) await runList(shell, list)
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error
      if (error.isIncomplete && !next.ended) continue
      await shell.complain(error.message)
      return 2
    }
    line += source.split('\n').length - 1
    source = ''
    if (next.ended) return shell.status
  }
}

async function readLine(shell: Shell): Promise<{ text: string; ended: boolean }> {
  const input = shell.task.descriptors.get(0)
  const bytes: Uint8Array[] = []
  for (;;) {
    const next = await input?.read(1, shell.signal)
    if (next === undefined) return { text: toText(concatBytes(bytes)), ended: true }
    bytes.push(next)
    if (next[0] === 10) return { text: toText(concatBytes(bytes)), ended: false }
  }
}
