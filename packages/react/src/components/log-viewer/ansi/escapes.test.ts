import { expect, test } from 'vitest'
import { keepStyles, plainText } from './escapes.ts'

test.each([
  ['plain text stays as it is', 'GET / 200 — 你好 👋\tok', 'GET / 200 — 你好 👋\tok'],
  ['colours go', '\x1b[31mred\x1b[0m and \x1b[1;38;2;1;2;3mbold\x1b[m', 'red and bold'],
  ['colours with colons go', '\x1b[38:2::255:0:0mred\x1b[0m', 'red'],
  ['an OSC 8 link leaves its words', '\x1b]8;;https://evil.example\x07click\x1b]8;;\x07 me', 'click me'],
  ['an OSC 8 link ended by ST leaves its words', '\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\', 'click'],
  ['a window title goes', '\x1b]0;owned\x07ready', 'ready'],
  ['an OSC that never ends takes the rest, not the next line', 'a\x1b]52;c;ZXZpbA==', 'a'],
  ['a device control string goes', 'a\x1bPq#0;2;0;0;0\x1b\\b', 'ab'],
  ['cursor movements go', '\x1b[2J\x1b[1;1Hhome\x1b[?25l', 'home'],
  ['a progress bar shows its last state', '10%\r50%\r100%', '100%'],
  ['a line that ends with a carriage return stays', 'windows\r', 'windows'],
  ['bell, null and backspace go', 'a\x07b\x00c\x08', 'abc'],
  ['eight-bit control sequences go', '\x9b31mred\x9b0m \x9d0;title\x9cx', 'red x'],
  ['a lone escape goes', 'a\x1b', 'a'],
  ['a cut control sequence goes', 'a\x1b[31', 'a'],
])('%s', (_title, text, expected) => {
  expect(plainText(text)).toBe(expected)
})

test('what is kept beside text is colours and styles alone', () => {
  expect(keepStyles('\x1b[1m\x1b[2Kbold\x1b]8;;x\x07!\x1b[0m')).toBe('\x1b[1mbold!\x1b[0m')
})
