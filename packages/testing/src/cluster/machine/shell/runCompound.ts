import { evaluateArithmetic } from './arithmetic.ts'
import { ControlFlow } from './ControlFlow.ts'
import { evaluateCondition } from './evaluateCondition.ts'
import { arithmeticScope, expandPattern, expandText, expandWords } from './expandWord.ts'
import { forkShell, waitForTask } from './forkShell.ts'
import { matchGlob } from './matchGlob.ts'
import { copyDescriptors, redirect, RedirectionError } from './redirect.ts'
import { runLast, runList, untested, type RunOptions } from './runCommand.ts'
import type { Shell } from './Shell.ts'
import type { CompoundCommand, List } from './syntax.ts'

export async function runCompound(shell: Shell, command: CompoundCommand, options: RunOptions): Promise<number> {
  if (command.redirections.length === 0) return run(shell, command, options)
  try {
    using _ = await redirect(shell, shell.task.descriptors, command.redirections)
    return await run(shell, command, {})
  } catch (error) {
    if (!(error instanceof RedirectionError)) throw error
    await shell.complain(error.message)
    return 1
  }
}

async function run(shell: Shell, command: CompoundCommand, options: RunOptions): Promise<number> {
  switch (command.type) {
    case 'group':
      return options.isLast === true ? runLast(shell, command.body) : runList(shell, command.body)
    case 'subshell': {
      const { body } = command
      if (options.isLast === true) return runLast(shell, body)
      const descriptors = copyDescriptors(shell.task.descriptors)
      return waitForTask(
        shell,
        forkShell(shell, (child) => runLast(child, body), { descriptors }),
      )
    }
    case 'if': {
      for (const { condition, body } of command.branches) {
        if ((await untested(shell, () => runList(shell, condition))) === 0) return runList(shell, body)
      }
      return command.otherwise === undefined ? 0 : runList(shell, command.otherwise)
    }
    case 'loop': {
      const { condition, body, until } = command
      return loop(shell, body, async () => ((await untested(shell, () => runList(shell, condition))) === 0) !== until)
    }
    case 'for': {
      const values = command.words === undefined ? shell.positional : await expandWords(shell, command.words)
      let index = 0
      return loop(shell, command.body, async () => {
        const value = values[index++]
        if (value !== undefined) shell.variables.set(command.name, value)
        return value !== undefined
      })
    }
    case 'count': {
      const evaluate = async (expression: typeof command.start) =>
        evaluateArithmetic(await expandText(shell, expression), arithmeticScope(shell))
      await evaluate(command.start)
      let isFirst = true
      return loop(shell, command.body, async () => {
        if (!isFirst) await evaluate(command.step)
        isFirst = false
        return command.condition.parts.length === 0 || (await evaluate(command.condition)) !== 0n
      })
    }
    case 'case':
      return runCase(shell, command)
    case 'function':
      shell.functions.set(command.name, command.body)
      return 0
    case 'arithmetic': {
      const expression = await expandText(shell, command.expression)
      return evaluateArithmetic(expression, arithmeticScope(shell)) === 0n ? 1 : 0
    }
    case 'condition':
      return (await evaluateCondition(shell, command.expression)) ? 0 : 1
  }
}

async function loop(shell: Shell, body: List, goesOn: () => Promise<boolean>): Promise<number> {
  let status = 0
  shell.loopDepth += 1
  try {
    for (;;) {
      const turn = shell.tick()
      if (turn !== undefined) await turn
      try {
        if (!(await goesOn())) return status
        status = await runList(shell, body)
      } catch (error) {
        if (!(error instanceof ControlFlow) || error.kind === 'return') throw error
        status = 0
        if (error.count > 1) {
          error.count -= 1
          // One that leaves more loops than there are leaves all.
          if (shell.loopDepth > 1) throw error
        }
        if (error.kind === 'break') return 0
      }
    }
  } finally {
    shell.loopDepth -= 1
  }
}

async function runCase(shell: Shell, { word, branches }: Extract<CompoundCommand, { type: 'case' }>): Promise<number> {
  const text = await expandText(shell, word)
  let falls = false
  let status = 0
  for (const branch of branches) {
    let matches = falls
    for (const pattern of branch.patterns) matches ||= matchGlob(await expandPattern(shell, pattern), text)
    if (!matches) continue
    status = branch.body.items.length === 0 ? 0 : await runList(shell, branch.body)
    falls = branch.fallsThrough
    if (!falls) break
  }
  return status
}
