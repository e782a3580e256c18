import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSitePolicy } from './createSitePolicy.ts'
import { isSafeTarget } from './isSafeTarget.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

const policy = createSitePolicy({ host: 'localhost', port: 8080, allowedOrigins: ['https://portal.example.com'] })
const origins = ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'https://portal.example.com']
const hosts = ['localhost:8080', '127.0.0.1:8080', '[::1]:8080', 'portal.example.com', 'portal.example.com:443']

const piece = fc.oneof(
  fc.string({ maxLength: 4, unit }),
  fc.constantFrom('.', '@', '/', ':', ' ', ',', 'evil.', '.evil.example', '0', '\u0000'),
)
/** A name that is nearly one of ours. */
const nearly = (own: readonly string[]) =>
  fc.oneof(
    fc.string({ unit }),
    fc.webUrl(),
    fc
      .tuple(fc.constantFrom(...own), fc.nat(40), fc.nat(3), piece)
      .map(([text, at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut)),
  )

test('an origin is allowed where it is one of ours to the letter, and nowhere else', () => {
  fc.assert(
    fc.property(nearly(origins), (origin) => void expect(policy.allowsOrigin(origin)).toBe(origins.includes(origin))),
    { numRuns: 2000 },
  )
})

test('a host is ours by name and port, in letters of any size', () => {
  fc.assert(
    fc.property(nearly(hosts), (host) => void expect(policy.allowsHost(host)).toBe(hosts.includes(host.toLowerCase()))),
    { numRuns: 2000 },
  )
})

test('a target that is safe means the same path to everybody who reads it', () => {
  const step = fc.oneof(
    fc.stringMatching(/^[a-z0-9.-]{1,6}$/),
    fc.constantFrom(
      '.',
      '..',
      '%2e',
      '%2E%2e',
      '%2f',
      '%5c',
      '\\',
      '',
      '%00',
      '%0a',
      '%7f',
      '%252e',
      '%252f',
      ';a',
      '@',
      ':',
      '?',
      '#',
      '%e2%82%ac',
      '%',
    ),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('/', '', '\\'), step)), fc.string(), (parts, tail) => {
      const target = parts.flat().join('') + tail.replace(/[^!-~]/g, '')
      if (!isSafeTarget(target)) return
      const path = target.split('?', 1)[0] ?? ''
      const url = new URL(target, 'http://own.invalid')
      expect(url.host).toBe('own.invalid')
      // No step was added, taken away or moved by the parser, before or after decoding.
      expect(url.pathname.split('/').length).toBe(path.split('/').length)
      const decoded = decodeLoosely(path)
      // eslint-disable-next-line no-control-regex -- what must not be there
      expect(decoded).not.toMatch(/\\|\/\/|\/\.{1,2}(\/|$)|[\u0000-\u001f]/)
      expect(decoded.split('/').length).toBe(path.split('/').length)
    }),
    { numRuns: 3000 },
  )
})

test.each(['/', '/a', '%2', '%', '.', '/.'])('half a megabyte of %j is judged in no time to speak of', (text) => {
  expect(typeof isSafeTarget(`/${text.repeat(500_000 / text.length)}`)).toBe('boolean')
})

/** As servers do that take what is no escape for what it is. */
function decodeLoosely(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
