import { readLink } from '../files/readLink.ts'
import { normalizePath } from '../files/paths.ts'
import { ShellError } from './ControlFlow.ts'
import type { Shell } from './Shell.ts'

/** A test that is written wrongly: status 2, and the shell goes on. */
export class TestError extends Error {
  override readonly name = 'TestError'
}

/** `[ -e path ]` and its like. @throws TestError when there is no such operator */
export function testUnary(shell: Shell, operator: string, operand: string): boolean {
  if (operator === '-n') return operand !== ''
  if (operator === '-z') return operand === ''
  if (operator === '-t') return shell.task.descriptors.get(Number(operand))?.terminal !== undefined
  if (operator === '-v') return shell.variables.get(operand) !== undefined
  const { files } = shell.context
  const path = normalizePath(operand, shell.task.cwd)
  if (operator === '-h' || operator === '-L') return operand !== '' && readLink(files, path) !== undefined
  if (operator === '-o') return (shell.options as ReadonlySet<string>).has(operand)
  const node = operand === '' ? undefined : files.find(shell.context.path(operand))
  switch (operator) {
    case '-e':
    case '-a':
    case '-r':
    case '-w':
    case '-O':
    case '-G':
      return node !== undefined
    case '-f':
      return node?.type === 'file'
    case '-d':
      return node?.type === 'directory'
    case '-c':
      return node?.type === 'device'
    case '-s':
      return node !== undefined && files.statOf(node).size > 0
    case '-x':
      return node !== undefined && (node.type === 'directory' || (node.mode & 0o111) !== 0)
    case '-u':
    case '-g':
    case '-k':
      return node !== undefined && (node.mode & { '-u': 0o4000, '-g': 0o2000, '-k': 0o1000 }[operator]) !== 0
    case '-b':
    case '-p':
    case '-S':
      return false
    default:
      throw new TestError(`${operator}: unknown operand`)
  }
}

export const unaryOperators = /^-[abcdefghknoprstuvwxzLOGS]$/

/** `left operator right`. @throws TestError */
export function compareIn(
  shell: Shell,
  left: string,
  { operator, right }: { operator: string; right: string },
): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '>':
      return left > right
    case '-nt':
    case '-ot':
    case '-ef': {
      const { files } = shell.context
      const [one, other] = [left, right].map((path) => files.find(normalizePath(path, shell.task.cwd)))
      if (operator === '-ef') return one !== undefined && one === other
      const [newer, older] = operator === '-nt' ? [one, other] : [other, one]
      return newer !== undefined && (older === undefined || newer.modified > older.modified)
    }
    default:
      return compareNumbers(toNumber(left), operator, toNumber(right))
  }
}

function compareNumbers(left: bigint, operator: string, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right
    case '-ne':
      return left !== right
    case '-lt':
      return left < right
    case '-le':
      return left <= right
    case '-gt':
      return left > right
    case '-ge':
      return left >= right
    default:
      throw new ShellError(`${operator}: unknown operand`)
  }
}

export const binaryOperators = /^(?:==?|!=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/

function toNumber(text: string): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new TestError(`${text}: bad number`)
  return BigInt(text.trim().replace(/^\+/, ''))
}
