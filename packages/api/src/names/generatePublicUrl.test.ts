import { describe, expect, test } from 'vitest'
import { publicUrlSchema } from '../resources/publicUrlSchema.ts'
import { generatePublicUrl } from './generatePublicUrl.ts'
import { isPublicUrl } from './isPublicUrl.ts'

describe('generatePublicUrl', () => {
  test('without options it is the local form', () => {
    expect(generatePublicUrl('acme-shop-pr-123')).toBe('http://acme-shop-pr-123.localhost:8080/')
  })

  test('under a domain it is https', () => {
    expect(generatePublicUrl('acme-shop-pr-123', { domain: 'preview.example.com' })).toBe(
      'https://acme-shop-pr-123.preview.example.com/',
    )
  })

  test('the local port can be another', () => {
    expect(generatePublicUrl('a', { localPort: 9090 })).toBe('http://a.localhost:9090/')
  })

  test('what it makes is a public URL by both rules', () => {
    for (const domain of ['localhost', 'dev.localhost', 'preview.example.com']) {
      const url = generatePublicUrl('acme-shop', { domain })
      expect(isPublicUrl(url)).toBe(true)
      expect(publicUrlSchema.safeParse(url).success).toBe(true)
    }
  })

  test.each(['example.com/evil', 'a b', '', 'https://example.com', `${'a.'.repeat(130)}com`])(
    'the domain %j is refused',
    (domain) => {
      expect(() => generatePublicUrl('acme', { domain })).toThrow('is not a host name')
    },
  )

  test.each(['a.b', 'evil.com/', '', '-a', 'a'.repeat(64)])('the namespace %j is refused', (namespace) => {
    expect(() => generatePublicUrl(namespace)).toThrow('is not a namespace')
  })
})

describe('a public URL', () => {
  test.each([
    'https://a.example.com',
    'https://a.example.com/path?q=1',
    'http://localhost:8080/',
    'http://a.localhost/',
  ])('%s is one', (url) => {
    expect(isPublicUrl(url)).toBe(true)
    expect(publicUrlSchema.safeParse(url).success).toBe(true)
  })

  test.each([
    'http://example.com',
    'http://localhost.example.com',
    'http://evillocalhost.com',
    'ftp://a.example.com',
    'javascript:alert(1)',
    'https://user:word@example.com/',
    'not a url',
    '',
  ])('%s is none', (url) => {
    expect(isPublicUrl(url)).toBe(false)
    expect(publicUrlSchema.safeParse(url).success).toBe(false)
  })
})
