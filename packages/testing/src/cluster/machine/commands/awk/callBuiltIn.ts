import { formatPrintf } from '../formatPrintf.ts'
import { type AwkMemory, splitText } from './AwkMemory.ts'
import { AwkError, type AwkExpression } from './awkSyntax.ts'
import { AwkInput, type AwkValue, toNumber, toText } from './AwkValue.ts'

/** What the functions that awk brings along need of the program that calls them. */
export interface AwkCaller {
  memory: AwkMemory
  evaluate: (expression: AwkExpression) => AwkValue
  assign: (target: AwkExpression, value: AwkValue) => AwkValue
  patternOf: (expression: AwkExpression) => RegExp
}

/** Calls a function that awk brings along. @throws AwkError where there is none of that name. */
export function callBuiltIn(
  { memory, evaluate, assign, patternOf }: AwkCaller,
  name: string,
  args: readonly AwkExpression[],
): AwkValue {
  const text = (index: number) => {
    const argument = args[index]
    return argument === undefined ? memory.record : toText(evaluate(argument))
  }
  const number = (index: number) => {
    const argument = args[index]
    return argument === undefined ? 0 : toNumber(evaluate(argument))
  }
  const [first, second, third] = args
  switch (name) {
    case 'length':
      return first?.type === 'variable' && memory.isArray(first.name)
        ? memory.array(first.name).size
        : [...text(0)].length
    case 'substr': {
      const characters = [...text(0)]
      const start = Math.round(number(1))
      return characters
        .slice(Math.max(start - 1, 0), args.length < 3 ? undefined : Math.max(start - 1 + Math.round(number(2)), 0))
        .join('')
    }
    case 'index':
      return text(0).indexOf(text(1)) + 1
    case 'split': {
      if (second?.type !== 'variable') throw new AwkError('split: not an array')
      const parts = splitText(
        text(0),
        third === undefined ? memory.text('FS') : third.type === 'pattern' ? third.pattern : text(2),
      )
      const target = memory.array(second.name)
      target.clear()
      for (const [index, part] of parts.entries()) target.set(String(index + 1), new AwkInput(part))
      return parts.length
    }
    case 'sub':
    case 'gsub': {
      if (first === undefined || second === undefined) throw new AwkError(`${name}: too few arguments`)
      const target: AwkExpression = third ?? { type: 'field', index: { type: 'number', value: 0 } }
      const replacement = text(1)
      let count = 0
      const changed = toText(evaluate(target)).replace(
        new RegExp(patternOf(first).source, name === 'gsub' ? 'gu' : 'u'),
        (match: string) => {
          count += 1
          return replacement.replace(/\\&|&|\\\\/g, (mark) => (mark === '&' ? match : mark.slice(1)))
        },
      )
      if (count > 0) assign(target, changed)
      return count
    }
    case 'match': {
      const found = second === undefined ? null : patternOf(second).exec(text(0))
      memory.setGlobal('RSTART', found === null ? 0 : found.index + 1)
      memory.setGlobal('RLENGTH', found === null ? -1 : found[0].length)
      return found === null ? 0 : found.index + 1
    }
    case 'sprintf':
      return formatPrintf(
        text(0),
        args.slice(1).map((argument) => toText(evaluate(argument))),
      ).text
    case 'tolower':
      return text(0).toLowerCase()
    case 'toupper':
      return text(0).toUpperCase()
    case 'int':
      return Math.trunc(number(0))
    case 'sqrt':
    case 'exp':
    case 'log':
    case 'sin':
    case 'cos':
      return Math[name](number(0))
    case 'atan2':
      return Math.atan2(number(0), number(1))
    case 'rand':
      return Math.random()
    case 'srand':
      return 0
    case 'group':
      return args.map((argument) => toText(evaluate(argument))).join('\x1c')
    default:
      throw new AwkError(`calling undefined function ${name}`)
  }
}
