import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sanitizeLabelValue } from './sanitizeLabelValue.ts'

const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/

test.each([
  ['main', 'main'],
  ['feature/login', 'feature-login'],
  ['Release_1.2', 'Release_1.2'],
  ['-hot/fix-', 'hot-fix'],
  ['日本', ''],
  ['', ''],
  ['b'.repeat(63), 'b'.repeat(63)],
])('%j becomes %j', (text, value) => {
  expect(sanitizeLabelValue(text)).toBe(value)
})

test('a long branch is cut and told apart by a hash of the whole', () => {
  const branch = `feature/${'x'.repeat(80)}`
  const hash = createHash('sha256').update(branch).digest('hex').slice(0, 5)
  expect(sanitizeLabelValue(branch)).toBe(`feature-${'x'.repeat(49)}-${hash}`)
  expect(sanitizeLabelValue(`${branch}y`)).not.toBe(sanitizeLabelValue(branch))
})

test('whatever the text, the result is a label value', () => {
  const alphabet = ['a', 'Z', '9', '-', '_', '.', '/', 'é', '🙂', ' ']
  for (let seed = 1; seed < 2000; seed++) {
    const text = Array.from({ length: seed % 90 }, (_, i) => alphabet[(seed * 3 + i * i * 7) % alphabet.length]).join(
      '',
    )
    const value = sanitizeLabelValue(text)
    expect(value).toMatch(labelValue)
    expect(value.length).toBeLessThanOrEqual(63)
  }
})
