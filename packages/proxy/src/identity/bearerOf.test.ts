import { expect, test } from 'vitest'
import { bearerOf } from './bearerOf.ts'

const request = (headers: Record<string, string>) => new Request('http://localhost/', { headers })
const offer = (token: string) => `base64url.bearer.authorization.k8s.io.${Buffer.from(token).toString('base64url')}`

test('a token of an upgrade may come as a subprotocol, as browsers send it', () => {
  const offered = { upgrade: 'websocket', 'sec-websocket-protocol': `v5.channel.k8s.io, ${offer('a.b.c')}` }
  expect(bearerOf(request(offered))).toBe('a.b.c')
  expect(bearerOf(request({ ...offered, upgrade: 'h2c' }))).toBeUndefined()
})

test('two tokens are none', () => {
  const upgrade = { upgrade: 'websocket' }
  const twice = { ...upgrade, 'sec-websocket-protocol': `${offer('a.b.c')}, ${offer('d.e.f')}` }
  expect(() => bearerOf(request(twice))).toThrow('more than one')
  const both = { ...upgrade, 'sec-websocket-protocol': offer('a.b.c'), authorization: 'Bearer d.e.f' }
  expect(() => bearerOf(request(both))).toThrow('more than one')
})

test('a subprotocol that holds no token is refused', () => {
  for (const name of [offer(''), offer('with space'), `${offer('abc')}!`]) {
    expect(() => bearerOf(request({ upgrade: 'websocket', 'sec-websocket-protocol': name }))).toThrow('base64url')
  }
})

test('a token in the address is nobody’s', () => {
  expect(bearerOf(new Request('http://localhost/?access_token=abc&token=abc'))).toBeUndefined()
})
