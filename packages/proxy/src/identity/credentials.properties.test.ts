import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isProblemError } from '../problems/ProblemError.ts'
import { readCookie, fitsCookie, writeCookie } from '../session/chunkedCookie.ts'
import { ownPath } from '../session/ownPath.ts'
import { bearerOf } from './bearerOf.ts'
import { parseTokenFile } from './tokenFile/parseTokenFile.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

const token = fc.stringMatching(/^[A-Za-z0-9\-._~+/]{1,60}={0,2}$/)
const prefix = 'base64url.bearer.authorization.k8s.io.'
/** Characters that a header can hold. */
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
})

function ask(headers: Record<string, string>): string | undefined {
  return bearerOf(new Request('http://localhost/', { headers }))
}

test('a token is read as it was sent, in a header or as a subprotocol of an upgrade', () => {
  fc.assert(
    fc.property(token, fc.constantFrom('Bearer', 'bearer', 'BEARER'), (text, scheme) => {
      expect(ask({ authorization: `${scheme} ${text}` })).toBe(text)
      const offered = `v5.channel.k8s.io, ${prefix}${Buffer.from(text).toString('base64url')}`
      expect(ask({ upgrade: 'websocket', 'sec-websocket-protocol': offered })).toBe(text)
      expect(ask({ 'sec-websocket-protocol': offered })).toBeUndefined()
    }),
  )
})

test('anything else is nobody or UNAUTHORIZED, and never a token with something behind it', () => {
  const near = fc
    .tuple(
      fc.constantFrom('Bearer ', 'Bearer', 'Basic ', 'Bearer\t', ' Bearer  '),
      fc.oneof(token, headerText),
      headerText,
    )
    .map((parts) => parts.join(''))
  const offer = fc
    .array(
      fc.oneof(
        headerText,
        fc.constant('v5.channel.k8s.io'),
        headerText.map((text) => prefix + text),
      ),
      { maxLength: 3 },
    )
    .map((all) => all.join(', '))
  fc.assert(
    fc.property(fc.oneof(headerText, near), offer, fc.boolean(), (authorization, offered, upgrades) => {
      try {
        const read = ask({
          authorization,
          'sec-websocket-protocol': offered,
          ...(upgrades && { upgrade: 'websocket' }),
        })
        if (read !== undefined) expect(read).toMatch(/^[!-~]+$/)
      } catch (error) {
        if (!isProblemError(error)) throw error
        expect(error.code).toBe('UNAUTHORIZED')
        // Nothing of what was shown is told back.
        if (authorization.trim().length > 10) expect(error.message).not.toContain(authorization.trim())
      }
    }),
    { numRuns: 1000 },
  )
})

test('a cookie of any length comes back whole, in pieces that a browser keeps', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w.-]{0,200}$/), fc.nat(80), (text, times) => {
      const value = text.repeat(times)
      if (!fitsCookie(value)) return
      const answer = new Headers()
      writeCookie(answer, 'catalyst', { value })
      const pairs = answer.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
      for (const line of answer.getSetCookie()) expect(line.length).toBeLessThan(4096)
      expect(readCookie(pairs.join('; '), 'catalyst') ?? '').toBe(value)
    }),
  )
})

test('any cookie header is a text, or nothing', () => {
  const near = fc
    .array(
      fc.tuple(
        fc.constantFrom('__Host-catalyst', '__Host-catalyst.1', '__Host-catalyst.9', 'catalyst', '__proto__', ''),
        fc.constantFrom('=', '', '=='),
        headerText,
      ),
      { maxLength: 5 },
    )
    .map((all) => all.map((parts) => parts.join('')).join('; '))
  fc.assert(
    fc.property(fc.oneof(headerText, near), (header) => {
      expect(['string', 'undefined']).toContain(typeof readCookie(header, 'catalyst'))
    }),
    { numRuns: 1000 },
  )
})

test('a way back leads to this server and below its path, whatever a browser makes of it', () => {
  const text = fc.oneof(
    fc.string({ unit }),
    fc.webUrl(),
    fc
      .array(
        fc.constantFrom(
          '/',
          '\\',
          '//',
          'evil.example',
          ':',
          '@',
          '\t',
          '\n',
          '..',
          '/app',
          '%2f',
          '?',
          '#',
          '%09',
          'https:',
        ),
      )
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, fc.constantFrom('', '/app'), (given, base) => {
      const path = ownPath(given, base)
      if (path === undefined) return
      const url = new URL(path, 'https://catalyst.example.com/somewhere')
      expect(url.origin).toBe('https://catalyst.example.com')
      expect(`${url.pathname}/`.startsWith(`${base}/`)).toBe(true)
      expect(url.pathname.startsWith(`${base}/api/`)).toBe(false)
    }),
    { numRuns: 3000 },
  )
})

test('any token file is a list of tokens, or an error that tells none of them', () => {
  const secret = 'qzxjqzxjqzxjqzxjqzxj'
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(`${secret},ann`, `${secret},ann,"a,b"`, `${secret}`, `${secret},`, `"${secret}",x`, '#'),
    fc.string().map((text) => `${secret},${text}`),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
      try {
        for (const entry of parseTokenFile(lines.join('\n'), 'tokens')) {
          expect(entry.token.length).toBeGreaterThanOrEqual(16)
          expect(entry.subject).not.toBe('')
        }
      } catch (error) {
        expect(String(error)).toMatch(/Line \d+ of the token file/)
        expect(String(error)).not.toContain(secret)
      }
    }),
    { numRuns: 1000 },
  )
})
