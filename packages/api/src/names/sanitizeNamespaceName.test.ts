import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sanitizeNamespaceName } from './sanitizeNamespaceName.ts'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 5)

describe('sanitizeNamespaceName', () => {
  test.each([
    ['acme', 'acme'],
    ['Acme Shop', 'acme-shop'],
    ['feature/login_page', 'feature-login-page'],
    ['-edge-', 'edge'],
    ['a--b', 'a--b'],
    ['a'.repeat(63), 'a'.repeat(63)],
  ])('%s becomes %s', (text, name) => {
    expect(sanitizeNamespaceName(text)).toBe(name)
  })

  test('trimming the front of a long name leaves its hash alone', () => {
    const text = `--${'a'.repeat(70)}`
    expect(sanitizeNamespaceName(text)).toBe(`${'a'.repeat(55)}-${hashOf(text)}`)
  })

  test('a long name that is cut behind a hyphen keeps all 63 characters', () => {
    const text = `${'a'.repeat(56)}-${'b'.repeat(20)}`
    expect(sanitizeNamespaceName(text)).toBe(`${'a'.repeat(56)}--${hashOf(text)}`)
  })

  test('the hash is of the name as it came, so that case matters in long names', () => {
    expect(sanitizeNamespaceName('A'.repeat(64))).not.toBe(sanitizeNamespaceName('a'.repeat(64)))
  })

  test.each(['', '-', '_'.repeat(80)])('%j leaves nothing to name anything after', (text) => {
    expect(() => sanitizeNamespaceName(text)).toThrow(RangeError)
  })
})
