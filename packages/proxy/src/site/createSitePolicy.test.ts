import { describe, expect, test } from 'vitest'
import { createSitePolicy } from './createSitePolicy.ts'

describe('on loopback', () => {
  const policy = createSitePolicy({ host: 'localhost', port: 8080 })

  test('the three names of the machine are its own, with the port', () => {
    expect(policy.origins()).toEqual(['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080'])
    for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080', 'LOCALHOST:8080'])
      expect(policy.allowsHost(host)).toBe(true)
  })

  test.each([
    'localhost',
    'localhost:8081',
    'localhost.:8080',
    'localhost:8080.evil.example',
    'evil.example',
    'evil.example:8080',
    'localhost:8080@evil.example',
    'localhost:8080, evil.example',
    '127.0.0.2:8080',
    '',
    undefined,
  ])('the host %j is foreign', (host) => {
    expect(policy.allowsHost(host)).toBe(false)
  })

  test.each([
    'null',
    '',
    'https://localhost:8080',
    'http://localhost',
    'http://localhost:8081',
    'http://localhost:8080/',
    'http://evil.example:8080',
    'http://localhost:8080.evil.example',
    'http://evil.localhost:8080',
    'http://localhost:8080, http://evil.example',
  ])('the origin %j is foreign', (origin) => {
    expect(policy.allowsOrigin(origin)).toBe(false)
  })

  test('the port that it got in the end replaces the one that it was asked for', () => {
    const moved = createSitePolicy({ host: '127.0.0.1', port: 0 })
    moved.setPort(41234)
    expect(moved.allowsHost('localhost:41234')).toBe(true)
    expect(moved.allowsOrigin('http://localhost:41234')).toBe(true)
    expect(moved.allowsHost('localhost:0')).toBe(false)
  })

  test('the default port may be named or left out in Host, and is never in an origin', () => {
    const standard = createSitePolicy({ host: 'localhost', port: 80 })
    expect(standard.allowsHost('localhost')).toBe(true)
    expect(standard.allowsHost('localhost:80')).toBe(true)
    expect(standard.allowsOrigin('http://localhost')).toBe(true)
  })
})

describe('with a public URL', () => {
  const policy = createSitePolicy({
    host: '0.0.0.0',
    port: 8080,
    publicUrl: 'https://catalyst.example.com/app',
    allowedOrigins: ['https://portal.example.com:8443'],
  })

  test('that origin and the configured ones are allowed, and nothing on the machine', () => {
    expect(policy.origins()).toEqual(['https://catalyst.example.com', 'https://portal.example.com:8443'])
    expect(policy.allowsHost('catalyst.example.com')).toBe(true)
    expect(policy.allowsHost('catalyst.example.com:443')).toBe(true)
    expect(policy.allowsHost('portal.example.com:8443')).toBe(true)
    expect(policy.allowsHost('catalyst.example.com:8080')).toBe(false)
    expect(policy.allowsHost('localhost:8080')).toBe(false)
    expect(policy.allowsOrigin('http://catalyst.example.com')).toBe(false)
  })
})

test('options that leave it open or unreachable are refused with what to do', () => {
  expect(() => createSitePolicy({ host: '0.0.0.0', port: 8080 })).toThrow(/Set publicUrl/)
  expect(() => createSitePolicy({ host: 'localhost', port: 8080, publicUrl: 'catalyst.example.com' })).toThrow(
    /publicUrl holds/,
  )
  expect(() => createSitePolicy({ host: 'localhost', port: 8080, allowedOrigins: ['https://a.example/'] })).toThrow(
    'Write it as browsers do: https://a.example',
  )
  expect(() => createSitePolicy({ host: 'localhost', port: 8080, allowedOrigins: ['*'] })).toThrow(
    /allowedOrigins holds "\*"/,
  )
  expect(() => createSitePolicy({ host: 'localhost', port: 8080, allowedOrigins: ['file:///x'] })).toThrow(
    /no http or https address/,
  )
})
