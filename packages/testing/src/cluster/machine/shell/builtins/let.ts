import { evaluateArithmetic } from '../arithmetic.ts'
import { arithmeticScope } from '../expandWord.ts'
import type { Builtin } from './Builtin.ts'

export const letEvaluate: Builtin = async (shell, args) => {
  let value = 0n
  for (const expression of args) value = evaluateArithmetic(expression, arithmeticScope(shell))
  return value === 0n ? 1 : 0
}
