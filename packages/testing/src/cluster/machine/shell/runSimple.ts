import { BadDescriptor } from './BadDescriptor.ts'
import { CommandNotFoundError } from '../CommandNotFoundError.ts'
import { baseName } from '../files/paths.ts'
import { builtins, specialBuiltins } from './builtins/builtins.ts'
import { ControlFlow } from './ControlFlow.ts'
import { expandText, expandWords } from './expandWord.ts'
import { waitForTask } from './forkShell.ts'
import { copyDescriptors, redirect, RedirectionError } from './redirect.ts'
import { runCommand, type RunOptions } from './runCommand.ts'
import type { Shell } from './Shell.ts'
import { execProgram, startProgram } from './startProgram.ts'
import type { Assignment, Command, SimpleCommand, Word } from './syntax.ts'

const declaring = new Set(['export', 'readonly', 'local', 'declare', 'typeset'])

/** Runs a command of words: a function, a builtin or a program; or only assigns. */
export async function runSimple(shell: Shell, command: SimpleCommand, options: RunOptions): Promise<number> {
  shell.line = command.line
  shell.substitutionStatus = 0
  const words = await expandCommandWords(shell, command.words)
  try {
    return await run(shell, command, { words, options })
  } catch (error) {
    if (!(error instanceof RedirectionError) && !(error instanceof BadDescriptor)) throw error
    await shell.complain(error.message)
    return 1
  }
}

async function run(
  shell: Shell,
  { assignments, redirections }: SimpleCommand,
  { words, options }: { words: readonly string[]; options: RunOptions },
): Promise<number> {
  const [name, ...args] = words
  const { descriptors } = shell.task
  if (name === undefined) {
    using _ = await redirect(shell, descriptors, redirections)
    await trace(shell, await assign(shell, assignments), [])
    return shell.substitutionStatus
  }
  const body = shell.functions.get(name)
  const builtin = builtins.get(name)
  if (builtin !== undefined && specialBuiltins.has(name)) {
    const redirected = await redirect(shell, descriptors, redirections)
    try {
      await trace(shell, await assign(shell, assignments), words)
      const status = await builtin(shell, args)
      if (name === 'exec') redirected.keep()
      return status
    } finally {
      redirected[Symbol.dispose]()
    }
  }
  const values = await valuesOf(shell, assignments)
  if (body !== undefined || builtin !== undefined) {
    using _redirected = await redirect(shell, descriptors, redirections)
    using _assigned = shell.variables.assignFor(values)
    await trace(shell, values, words)
    if (body !== undefined) return await callFunction(shell, body, args)
    return (await builtin?.(shell, args)) ?? 0
  }
  return runProgram(shell, words, { values, redirections, options })
}

async function runProgram(
  shell: Shell,
  words: readonly string[],
  given: { values: ReadonlyMap<string, string>; redirections: SimpleCommand['redirections']; options: RunOptions },
): Promise<number> {
  const { values, redirections, options } = given
  await trace(shell, values, words)
  const env = { ...shell.variables.environment(), ...Object.fromEntries(values) }
  if (options.isLast === true) {
    const redirected = await redirect(shell, shell.task.descriptors, redirections)
    try {
      const status = await execProgram(shell, words, env)
      redirected.keep()
      return status
    } catch (error) {
      return await explainMissing(shell, error)
    }
  }
  const descriptors = copyDescriptors(shell.task.descriptors)
  const letGo = () => {
    for (const open of descriptors.values()) open.release()
  }
  try {
    const redirected = await redirect(shell, descriptors, redirections)
    redirected.keep()
  } catch (error) {
    letGo()
    throw error
  }
  let task
  try {
    task = startProgram(shell, words, { env, descriptors })
  } catch (error) {
    using _ = await redirect(
      shell,
      shell.task.descriptors,
      redirections.filter(({ descriptor }) => descriptor === 2),
    )
    letGo()
    return await explainMissing(shell, error)
  }
  return waitForTask(shell, task)
}

/** Says why a program can not be run. */
export async function explainMissing(shell: Shell, error: unknown, builtin?: string): Promise<number> {
  if (!(error instanceof CommandNotFoundError)) throw error
  await shell.complain(`${error.command}: ${error.isDenied ? 'Permission denied' : 'not found'}`, builtin)
  return error.isDenied ? 126 : 127
}

async function callFunction(shell: Shell, body: Command, args: readonly string[]): Promise<number> {
  const { positional, loopDepth } = shell
  shell.positional = args
  shell.loopDepth = 0
  shell.callDepth += 1
  shell.variables.enterFunction()
  try {
    return await runCommand(shell, body)
  } catch (error) {
    if (!(error instanceof ControlFlow) || error.kind !== 'return') throw error
    return shell.status
  } finally {
    shell.variables.leaveFunction()
    shell.callDepth -= 1
    shell.loopDepth = loopDepth
    shell.positional = positional
  }
}

/** What follows `export` and its like is split no more than an assignment is. */
async function expandCommandWords(shell: Shell, words: readonly Word[]): Promise<string[]> {
  const [first, ...rest] = words
  const [part] = first?.parts ?? []
  if (first === undefined || part?.type !== 'text' || !declaring.has(part.text)) return expandWords(shell, words)
  const results = await expandWords(shell, [first])
  for (const word of rest) {
    const [begin] = word.parts
    if (begin?.type === 'text' && !begin.quoted && /^[A-Za-z_]\w*=/.test(begin.text))
      results.push(await expandText(shell, word))
    else results.push(...(await expandWords(shell, [word])))
  }
  return results
}

async function valuesOf(shell: Shell, assignments: readonly Assignment[]): Promise<Map<string, string>> {
  const values = new Map<string, string>()
  for (const { name, value, append } of assignments) {
    const before = append ? (values.get(name) ?? shell.variables.get(name) ?? '') : ''
    values.set(name, before + (await expandText(shell, value)))
  }
  return values
}

async function assign(shell: Shell, assignments: readonly Assignment[]): Promise<Map<string, string>> {
  const values = new Map<string, string>()
  for (const assignment of assignments) {
    for (const [name, value] of await valuesOf(shell, [assignment])) {
      shell.variables.set(name, value)
      if (shell.isOn('a')) shell.variables.mark(name, { exported: true })
      values.set(name, value)
    }
  }
  return values
}

async function trace(shell: Shell, values: ReadonlyMap<string, string>, words: readonly string[]): Promise<void> {
  if (!shell.isOn('x')) return
  const assigned = [...values].map(([name, value]) => `${name}=${quoted(value)}`)
  const line = [...assigned, ...words.map((word, index) => (index === 0 ? baseNameOrWord(word) : quoted(word)))].join(
    ' ',
  )
  await shell.write(2, `${shell.variables.get('PS4') ?? ''}${line}\n`)
}

const baseNameOrWord = (word: string) => (word === '' ? "''" : word.includes(' ') ? quoted(baseName(word)) : word)

function quoted(word: string): string {
  return word === '' || /[^\w@%+=:,./-]/.test(word) ? `'${word.replaceAll("'", `'"'"'`)}'` : word
}
