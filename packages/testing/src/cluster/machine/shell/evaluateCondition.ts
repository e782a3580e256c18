import { evaluateArithmetic } from './arithmetic.ts'
import { compareIn, testUnary } from './testExpression.ts'
import { arithmeticScope, expandPattern, expandText } from './expandWord.ts'
import { ShellError } from './ControlFlow.ts'
import { matchGlob } from './matchGlob.ts'
import type { Shell } from './Shell.ts'
import type { Condition, Word } from './syntax.ts'

/** Whether what stands in `[[ … ]]` holds. */
export async function evaluateCondition(shell: Shell, condition: Condition): Promise<boolean> {
  switch (condition.type) {
    case 'not':
      return !(await evaluateCondition(shell, condition.operand))
    case 'and':
      return (await evaluateCondition(shell, condition.left)) && evaluateCondition(shell, condition.right)
    case 'or':
      return (await evaluateCondition(shell, condition.left)) || evaluateCondition(shell, condition.right)
    case 'unary':
      return testUnary(shell, condition.operator, await expandText(shell, condition.operand))
    case 'binary':
      return binary(shell, condition)
  }
}

async function binary(
  shell: Shell,
  { operator, left, right }: Extract<Condition, { type: 'binary' }>,
): Promise<boolean> {
  const text = await expandText(shell, left)
  if (operator === '=' || operator === '==' || operator === '!=') {
    return matchGlob(await expandPattern(shell, right), text) === (operator !== '!=')
  }
  if (operator === '=~') return matchesExpression(text, await expandText(shell, right))
  if (/^-(eq|ne|lt|le|gt|ge)$/.test(operator)) {
    const number = async (word: Word) => evaluateArithmetic(await expandText(shell, word), arithmeticScope(shell))
    return compareIn(shell, String(await number(left)), { operator, right: String(await number(right)) })
  }
  return compareIn(shell, text, { operator, right: await expandText(shell, right) })
}

function matchesExpression(text: string, source: string): boolean {
  try {
    return new RegExp(source, 'u').test(text)
  } catch {
    throw new ShellError(`regular expression '${source}': invalid`)
  }
}
