import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { generateNamespace } from './generateNamespace.ts'

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/

describe('generateNamespace', () => {
  test.each([
    [['acme', 'shop'], 'acme-shop'],
    [['acme', 'shop', 'pr-123'], 'acme-shop-pr-123'],
    [
      ['my-super-long-team-name', 'my-super-long-project-name', 'feature-very-long-branch-name'],
      'my-super-long-team-name-my-super-long-project-name-featur-f61d3',
    ],
    [['a'.repeat(20), 'b'.repeat(20), 'c'.repeat(21)], `${'a'.repeat(20)}-${'b'.repeat(20)}-${'c'.repeat(21)}`],
    [
      ['a'.repeat(20), 'b'.repeat(20), 'c'.repeat(22)],
      'aaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbb-ccccccccccccccc-48540',
    ],
  ] as const)('%j is %s', ([team, project, environment], namespace) => {
    expect(generateNamespace(team, project, environment)).toBe(namespace)
  })

  test('a project name that makes the namespace too long is hashed too', () => {
    const namespace = generateNamespace('t'.repeat(40), 'p'.repeat(40))
    const full = `${'t'.repeat(40)}-${'p'.repeat(40)}`
    expect(namespace).toBe(`${full.slice(0, 57)}-${createHash('sha256').update(full).digest('hex').slice(0, 5)}`)
  })

  test('long names that differ only behind the cut get different namespaces', () => {
    const long = 'feature-that-has-quite-a-lot-of-words-in-its-name'
    expect(generateNamespace('acme', 'shop', `${long}-one`)).not.toBe(generateNamespace('acme', 'shop', `${long}-two`))
  })

  test('different names can meet in one namespace, which is why owners are compared', () => {
    expect(generateNamespace('a', 'b-c')).toBe(generateNamespace('a', 'b', 'c'))
    expect(generateNamespace('Acme', 'shop')).toBe(generateNamespace('acme', 'shop'))
  })

  test.each(['', '---', '日本', '  '])('a name without letter or digit (%j) is refused with a remedy', (name) => {
    expect(() => generateNamespace('acme', name)).toThrow(RangeError)
    expect(() => generateNamespace('acme', 'shop', name)).toThrow('choose another name')
  })

  test('whatever the names, the result is a DNS-1123 label', () => {
    const alphabet = ['a', 'Z', '9', '-', '_', '.', '/', 'é', '🙂', 'İ', ' ']
    for (let seed = 1; seed < 2000; seed++) {
      const text = (salt: number) =>
        `x${Array.from({ length: (seed * salt) % 40 }, (_, i) => alphabet[(seed * salt + i * i * 7) % alphabet.length]).join('')}`
      const namespace = generateNamespace(text(3), text(5), text(11))
      expect(namespace).toMatch(dnsLabel)
      expect(namespace.length).toBeLessThanOrEqual(63)
    }
  })
})
