import type { Parser } from './Parser.ts'
import { parseWord } from './parseWord.ts'
import type { Redirection, Word } from './syntax.ts'

/** The redirection that begins here, if one does. */
export function parseRedirection(parser: Parser): Redirection | undefined {
  const { scanner } = parser
  scanner.skipBlanks()
  const found = scanner.match(/(\d*)(&>>|&>|<<<|<<-|<<|<&|<>|>>|>&|>\||<|>)/y)
  if (found === null) return undefined
  if (found[0].endsWith('&>') && found[1] !== '') return undefined
  scanner.position += found[0].length
  const [, digits = '', symbol = ''] = found
  const descriptor = digits === '' ? {} : { descriptor: Number(digits) }
  scanner.skipBlanks()
  const target = parseWord(parser) ?? scanner.unexpected()
  if (symbol !== '<<' && symbol !== '<<-') return { ...descriptor, operator: symbol as '<', target }
  const redirection = { ...descriptor, operator: '<<' as const, target }
  scanner.addHereDocument({
    redirection,
    delimiter: literal(target),
    isLiteral: target.parts.some((part) => part.type === 'text' && part.quoted),
    stripTabs: symbol === '<<-',
  })
  return redirection
}

function literal(word: Word): string {
  return word.parts
    .map((part) => (part.type === 'text' ? part.text : part.type === 'parameter' ? `$${part.parameter.name}` : ''))
    .join('')
}
