import { expect, test } from 'vitest'
import { asOneLine, cleanPaste, linesOf, needsConfirmation } from './pasteRules.ts'

test('control characters are taken out of a paste, so that it can not end itself and run what follows', () => {
  expect(cleanPaste('safe\x1b[201~\rrm -rf /\x07\x9b1m\ttab\r\nnext\x00')).toBe('safe[201~\nrm -rf /1m\ttab\nnext')
  expect(cleanPaste('häß 你好 👋\n')).toBe('häß 你好 👋\n')
})

test.each([
  { text: 'one line', mode: 'auto', isBracketed: false, isAsked: false },
  { text: 'one line, and Enter\n', mode: 'auto', isBracketed: false, isAsked: false },
  { text: 'two\nlines', mode: 'auto', isBracketed: false, isAsked: true },
  { text: 'two\nlines', mode: 'auto', isBracketed: true, isAsked: false },
  { text: 'two\nlines', mode: 'always', isBracketed: true, isAsked: true },
  { text: 'two\nlines', mode: 'never', isBracketed: false, isAsked: false },
  { text: 'one line', mode: 'always', isBracketed: false, isAsked: false },
] as const)('$text is asked about ($isAsked) with $mode, taken as a whole or not ($isBracketed)', (one) => {
  expect(needsConfirmation(one.text, one)).toBe(one.isAsked)
})

test('a line break at the end begins no line', () => {
  expect(linesOf('a\nb\n')).toEqual(['a', 'b'])
})

test('as one line nothing runs by itself', () => {
  expect(asOneLine('npm ci\n\n  npm test\n')).toBe('npm ci npm test')
})
