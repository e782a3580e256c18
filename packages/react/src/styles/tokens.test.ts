import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8')
const isAnsi = (name: string) => name.startsWith('--catalyst-ansi-')

/** Name and value of each variable of the kit. */
const tokens = [...read('tokens.css').matchAll(/^ {2}(--catalyst-[\w-]+):\s*([^;]+);/gm)].map(
  ([, name = '', value = '']) => ({ name, value: value.replaceAll(/\s+/g, ' ') }),
)

test('the documentation has every variable that can be set, with its values, and no other', () => {
  const documented = new Map(
    [...read('../../../../docs/react.md').matchAll(/^\| `(--catalyst-[\w-]+)`\s*\|[^|]*\|([^|]*)\|/gm)].map(
      ([, name = '', values = '']) => [name, [...values.matchAll(/`([^`]+)`/g)].map(([, value]) => value)],
    ),
  )
  const named = tokens.filter(({ name }) => !isAnsi(name))
  expect([...documented.keys()]).toEqual(named.map(({ name }) => name))
  for (const { name, value } of named.filter(({ name: one }) => !/^--catalyst-font(-mono)?$/.test(one))) {
    const pair = /^light-dark\((.+), (.+)\)$/.exec(value)
    expect.soft(documented.get(name), name).toEqual(pair === null ? [value] : [pair[1], pair[2]])
  }
})

test('every colour has a value for light and one for dark, but for the text on a mark', () => {
  const single = tokens.filter(({ name, value }) => /color|ansi/.test(name) && !value.startsWith('light-dark('))
  expect(single.map(({ name }) => name)).toEqual(['--catalyst-color-on-mark-current'])
})

test('every colour but those of ANSI follows the system where it forces its own', () => {
  const forced = read('forced-colors.css')
  const colours = tokens.filter(({ name }) => name.startsWith('--catalyst-color-'))
  expect(colours.filter(({ name }) => !forced.includes(`${name}: `)).map(({ name }) => name)).toEqual([])
})
