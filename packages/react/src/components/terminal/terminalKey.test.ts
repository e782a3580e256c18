import { expect, test } from 'vitest'
import { terminalKey } from './terminalKey.ts'

const press = (keys: string, hasSelection = false) => {
  const parts = keys.split('+')
  const has = (name: string) => parts.includes(name)
  const event = { ctrlKey: has('Ctrl'), shiftKey: has('Shift'), altKey: has('Alt'), metaKey: has('Meta') }
  return terminalKey({ type: 'keydown', key: parts.at(-1)!, ...event }, { hasSelection })
}

test.each([
  ['Ctrl+Shift+X', 'leave'],
  ['Ctrl+Shift+F', 'find'],
  ['Meta+f', 'find'],
  ['Ctrl+Shift+C', 'copy'],
  ['Ctrl+Shift+V', 'browser'],
] as const)("%s is the terminal's own: %s", (keys, does) => {
  expect(press(keys)).toBe(does)
})

test.each(['Ctrl+c', 'Ctrl+x', 'Ctrl+f', 'Ctrl+v', 'Ctrl+Alt+x', 'Meta+c', 'Meta+v', 'Alt+f', 'Tab', 'Escape', 'x'])(
  '%s belongs to the program on the screen, or to the browser as always',
  (keys) => {
    expect(press(keys)).toBeUndefined()
  },
)

test('Ctrl+C copies over a selection', () => {
  expect(press('Ctrl+c', true)).toBe('copy')
})
