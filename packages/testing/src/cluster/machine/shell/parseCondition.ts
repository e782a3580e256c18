import type { Parser } from './Parser.ts'
import { parseWord } from './parseWord.ts'
import type { Condition, Word } from './syntax.ts'

/** What stands in `[[ … ]]`, and the end of it. */
export function parseCondition(parser: Parser): Condition {
  const condition = parseOr(parser)
  parser.scanner.skipNewlines()
  if (parser.scanner.bareWord() !== ']]') parser.scanner.unexpected(']]')
  parser.scanner.skip(']]')
  return condition
}

function parseOr(parser: Parser): Condition {
  const left = parseAnd(parser)
  return parser.scanner.takeOperator('||') ? { type: 'or', left, right: parseOr(parser) } : left
}

function parseAnd(parser: Parser): Condition {
  const left = parsePrimary(parser)
  return parser.scanner.takeOperator('&&') ? { type: 'and', left, right: parseAnd(parser) } : left
}

function parsePrimary(parser: Parser): Condition {
  const { scanner } = parser
  scanner.skipNewlines()
  const bare = scanner.bareWord()
  if (bare === '!') {
    scanner.skip('!')
    return { type: 'not', operand: parsePrimary(parser) }
  }
  if (scanner.takeOperator('(')) {
    const inner = parseOr(parser)
    if (!scanner.takeOperator(')')) scanner.unexpected(')')
    return inner
  }
  if (bare !== undefined && /^-[a-zA-Z]$/.test(bare)) {
    scanner.skip(bare)
    scanner.skipBlanks()
    return { type: 'unary', operator: bare, operand: word(parser) }
  }
  const left = word(parser)
  scanner.skipBlanks()
  const operator = scanner.take(/(?:==|=~|!=|=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))(?=\s)/y)
  if (operator === undefined) return { type: 'unary', operator: '-n', operand: left }
  scanner.skipBlanks()
  return { type: 'binary', operator, left, right: operator === '=~' ? regularExpression(parser) : word(parser) }
}

function word(parser: Parser): Word {
  parser.scanner.skipBlanks()
  if (parser.scanner.bareWord() === ']]') parser.scanner.unexpected()
  return parseWord(parser) ?? parser.scanner.unexpected()
}

/** Parentheses and bars are no operators in it. */
function regularExpression(parser: Parser): Word {
  const { scanner } = parser
  const parts = []
  for (;;) {
    const text = scanner.take(/[()|<>&;]+/y)
    if (text !== undefined) parts.push({ type: 'text' as const, text, quoted: false })
    else {
      const part = parseWord(parser)
      if (part === undefined) break
      parts.push(...part.parts)
    }
  }
  return { parts }
}
