import { alias, unalias } from './alias.ts'
import type { Builtin } from './Builtin.ts'
import { cd, pwd } from './cd.ts'
import { command, type } from './command.ts'
import { breakLoop, continueLoop, exit, returnFrom } from './control.ts'
import { echo } from './echo.ts'
import { evaluate, exec, source } from './evaluate.ts'
import { exportVariables, local, readonly, unset } from './export.ts'
import { getopts } from './getopts.ts'
import { bg, fg, jobs, wait } from './jobs.ts'
import { kill } from './kill.ts'
import { history, help, time, times, ulimit, umask } from './misc.ts'
import { letEvaluate } from './let.ts'
import { printf } from './printf.ts'
import { read } from './read.ts'
import { set, shift } from './set.ts'
import { test, testBracket } from './test.ts'
import { trap } from './trap.ts'

/** Assignments in front of these stay, and functions do not hide them. */
export const specialBuiltins: ReadonlySet<string> = new Set(
  ': . break continue eval exec exit export readonly return set shift times trap unset'.split(' '),
)

export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', async () => 0],
  ['.', source],
  ['[', testBracket],
  ['alias', alias],
  ['bg', bg],
  ['break', breakLoop],
  ['cd', cd],
  ['command', command],
  ['continue', continueLoop],
  ['declare', exportVariables('declare')],
  ['echo', echo],
  ['eval', evaluate],
  ['exec', exec],
  ['exit', exit],
  ['export', exportVariables('export')],
  ['false', async () => 1],
  ['fg', fg],
  ['getopts', getopts],
  ['hash', async () => 0],
  ['help', help],
  ['history', history],
  ['jobs', jobs],
  ['kill', kill],
  ['let', letEvaluate],
  ['local', local],
  ['printf', printf],
  ['pwd', pwd],
  ['read', read],
  ['readonly', readonly],
  ['return', returnFrom],
  ['set', set],
  ['shift', shift],
  ['source', source],
  ['test', test],
  ['time', time],
  ['times', times],
  ['trap', trap],
  ['true', async () => 0],
  ['type', type],
  ['typeset', exportVariables('typeset')],
  ['ulimit', ulimit],
  ['umask', umask],
  ['unalias', unalias],
  ['unset', unset],
  ['wait', wait],
])
