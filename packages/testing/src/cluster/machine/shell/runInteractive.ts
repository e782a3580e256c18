import { readLine } from '../terminal/readLine.ts'
import type { Terminal } from '../terminal/Terminal.ts'
import { describeJob } from './builtins/jobs.ts'
import { completeLine } from './completeLine.ts'
import { ControlFlow, Interrupted, ShellError } from './ControlFlow.ts'
import { runToEnd } from './forkShell.ts'
import { appendHistory, loadHistory } from './historyFile.ts'
import { Parser } from './Parser.ts'
import { expandPrompt } from './expandPrompt.ts'
import { runList } from './runCommand.ts'
import { runStream } from './runStream.ts'
import type { Shell } from './Shell.ts'
import { ShellSyntaxError } from './ShellSyntaxError.ts'

/** A shell with a person in front of it. */
export async function runInteractive(shell: Shell): Promise<number> {
  const { terminal } = shell.context.input
  if (terminal === undefined) return runToEnd(shell, () => runStream(shell))
  shell.isInteractive = true
  shell.options.add('m')
  const { actions } = shell.task
  actions.set('SIGINT', () => shell.interrupt())
  for (const signal of ['SIGQUIT', 'SIGTERM'] as const) actions.set(signal, 'ignore')
  if (shell.variables.get('PS1') === '$ ') shell.variables.set('PS1', '\\[\\e[1;36m\\]\\w\\[\\e[0m\\] \\$ ')
  shell.aliases.set('ll', 'ls -l')
  loadHistory(shell)
  return runToEnd(shell, () => converse(shell, terminal))
}

async function converse(shell: Shell, terminal: Terminal): Promise<number> {
  for (;;) {
    shell.beginAttempt()
    try {
      await reportJobs(shell)
      const source = await readCommand(shell, terminal)
      if (source === undefined) return shell.status
      await runLine(shell, source)
    } catch (error) {
      if (error instanceof Interrupted) {
        shell.status = 130
        if (!terminal.isAtRowStart) await shell.context.stderr.write(Uint8Array.of(10))
      } else if (error instanceof ShellError || error instanceof ShellSyntaxError) {
        shell.beginAttempt()
        shell.status = 2
        await shell.complain(error.message)
      } else if (!(error instanceof ControlFlow)) {
        throw error
      }
      shell.loopDepth = 0
      shell.callDepth = 0
      shell.testDepth = 0
    }
  }
}

/** A complete command, which may take several lines; undefined at Ctrl-D. */
async function readCommand(shell: Shell, terminal: Terminal): Promise<string | undefined> {
  let source = ''
  for (;;) {
    // Whatever ran before may have left the terminal as it liked.
    Object.assign(terminal.modes, { canonical: true, echo: true, signals: true, crToNl: true, nlToCrNl: true })
    const result = await readLine(terminal, {
      prompt: await expandPrompt(shell, source === '' ? 'PS1' : 'PS2'),
      history: shell.history,
      complete: (before) => completeLine(shell, before),
      signal: shell.task.signal,
    })
    if (result.type === 'interrupt') {
      shell.status = 130
      source = ''
      continue
    }
    if (result.type === 'end') return source === '' ? undefined : source
    source += `${result.text}\n`
    if (!isIncomplete(shell, source)) return source
  }
}

function isIncomplete(shell: Shell, source: string): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\\n$/.test(source)) return true
  try {
    const parser = new Parser(source, { alias: (name) => shell.aliases.get(name) })
    parser.all()
    return parser.scanner.endedInHereDocument
  } catch (error) {
    return error instanceof ShellSyntaxError && error.isIncomplete
  }
}

async function runLine(shell: Shell, source: string): Promise<void> {
  const line = source.trimEnd()
  if (line.trim() !== '' && shell.history.at(-1) !== line) {
    shell.history.push(line)
    appendHistory(shell, line)
  }
  const parser = new Parser(source, { alias: (name) => shell.aliases.get(name) })
  for (let list = parser.next(); list !== undefined; list = parser.next()) await runList(shell, list)
}

async function reportJobs(shell: Shell): Promise<void> {
  for (const job of shell.jobs.filter(({ status }) => status !== undefined)) {
    await shell.write(2, `${describeJob(shell, job)}\n`)
    shell.jobs.splice(shell.jobs.indexOf(job), 1)
  }
}
