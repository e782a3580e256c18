import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineResource } from '../resources/defineResource.ts'
import { impersonationHeaders } from './impersonationHeaders.ts'
import { resourcePath } from './resourcePath.ts'
import { toKubernetesError } from './toKubernetesError.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

const text = fc.oneof(
  fc.string({ unit }),
  fc.constantFrom('..', '.', '', '%2e%2e', 'a/b', 'a%2fb', 'a?b', 'a#b', 'a\\b', 'a\nb', 'a\u0000', 'a'.repeat(300)),
)
const widgets = defineResource({
  group: 'example.com',
  version: 'v1',
  plural: 'widgets',
  kind: 'Widget',
  namespaced: true,
})

test('whatever a name is, the path is one that no URL parser reads differently, or there is none', () => {
  fc.assert(
    fc.property(text, text, text, (namespace, name, subresource) => {
      let path: string
      try {
        path = resourcePath(widgets, { namespace, name, subresource })
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
        return
      }
      const url = new URL(path, 'https://api.invalid')
      expect(url.pathname).toBe(path)
      expect([url.origin, url.search, url.hash]).toEqual(['https://api.invalid', '', ''])
      const steps = path.split('/')
      expect(steps).toHaveLength(9)
      expect(decodeURIComponent(steps[7] ?? '')).toBe(name)
    }),
    { numRuns: 2000 },
  )
})

test('a plain name is in its place', () => {
  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/)
  fc.assert(
    fc.property(label, label, (namespace, name) => {
      const path = `/apis/example.com/v1/namespaces/${namespace}/widgets/${name}`
      expect(resourcePath(widgets, { namespace, name })).toBe(path)
    }),
  )
})

test('whoever is impersonated, each header is one line that the API server reads as the same name', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(text, { maxLength: 3 }),
      fc.dictionary(text, fc.array(text, { maxLength: 2 })),
      (user, groups, extra) => {
        let headers: Record<string, string | string[]>
        try {
          headers = impersonationHeaders({ user, groups, extra })
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
          return
        }
        for (const [name, value] of Object.entries(headers)) {
          expect(name).toMatch(/^impersonate-(user|group|uid|extra-[!-~]*)$/)
          // eslint-disable-next-line no-control-regex -- what must not be there
          for (const line of [value].flat()) expect(line).toMatch(/^[^\u0000-\u001f\u007f\u0100-\uffff]*$/)
        }
        expect(Buffer.from(String(headers['impersonate-user']), 'latin1').toString()).toBe(user.toWellFormed())
      },
    ),
    { numRuns: 1000 },
  )
})

test('any answer with an error status is an error with seconds that one can wait for, or none', () => {
  const header = fc.oneof(
    text,
    fc.double().map(String),
    fc.nat().map(String),
    fc.constantFrom('Infinity', '1e400', '-1', '0x10', '', ' 5 '),
  )
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({ kind: fc.constant('Status'), message: fc.jsonValue(), reason: fc.jsonValue(), details: fc.jsonValue() })
      .map((value) => JSON.stringify(value)),
    fc
      .record({ kind: fc.constant('Status'), details: fc.record({ retryAfterSeconds: fc.jsonValue() }) })
      .map((value) => JSON.stringify(value)),
  )
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), header, body, (status, retryAfter, answered) => {
      const error = toKubernetesError({
        status,
        statusText: 'No',
        headers: { 'retry-after': retryAfter },
        body: Buffer.from(answered),
        method: 'GET',
        path: '/x',
      })
      expect(typeof error.message).toBe('string')
      expect(typeof error.reason).toBe('string')
      const seconds = error.details?.retryAfterSeconds
      if (seconds !== undefined) expect(Number.isFinite(seconds) && seconds >= 0, `${String(seconds)}`).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
