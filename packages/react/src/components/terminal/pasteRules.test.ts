import { expect, test } from 'vitest'
import { asOneLine, cleanPaste, linesOf, needsConfirmation } from './pasteRules.ts'

test('control characters are taken out of a paste, so that it can not end itself and run what follows', () => {
  expect(cleanPaste('safe\x1b[201~\rrm -rf /\x07\x9b1m\ttab\r\nnext\x00')).toBe('safe[201~\nrm -rf /1m\ttab\nnext')
  expect(cleanPaste('häß 你好 👋\n')).toBe('häß 你好 👋\n')
})

test.each([
  ['one line', 'auto', false, false],
  ['one line, and Enter\n', 'auto', false, false],
  ['two\nlines', 'auto', false, true],
  ['two\nlines', 'auto', true, false],
  ['two\nlines', 'always', true, true],
  ['two\nlines', 'never', false, false],
  ['one line', 'always', false, false],
] as const)(
  '%j with %s, in a program that takes pastes as a whole: %s, is asked about: %s',
  (text, mode, isBracketed, asked) => {
    expect(needsConfirmation(text, { mode, isBracketed })).toBe(asked)
  },
)

test('a line break at the end begins no line', () => {
  expect(linesOf('a\nb\n')).toEqual(['a', 'b'])
})

test('as one line nothing runs by itself', () => {
  expect(asOneLine('npm ci\n\n  npm test\n')).toBe('npm ci npm test')
})
