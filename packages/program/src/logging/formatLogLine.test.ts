import { expect, test } from 'vitest'
import { formatLogLine } from './formatLogLine.ts'

const time = new Date(2026, 0, 2, 12, 30, 1).getTime()

test('a record becomes one line', () => {
  const json = JSON.stringify({
    level: 30,
    time,
    pid: 1,
    hostname: 'h',
    method: 'GET',
    path: '/api/v1/session',
    status: 200,
    msg: 'request',
  })
  expect(formatLogLine(json)).toBe('12:30:01 info  request method=GET path=/api/v1/session status=200')
})

test('control characters of foreign text reach no terminal', () => {
  const json = JSON.stringify({ level: 40, time, path: '/\u001b[31m', msg: 'odd \u001b]0;title\u0007' })
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  expect(formatLogLine(json)).not.toMatch(/[\u0000-\u001f]/)
})

test('an error is told with its stack', () => {
  const json = JSON.stringify({ level: 50, time, err: { stack: 'Error: no\n    at x' }, msg: 'failed' })
  expect(formatLogLine(json)).toBe('12:30:01 error failed\n  Error: no\n      at x')
})

test('what is no record is left as it is', () => {
  expect(formatLogLine('plain')).toBe('plain')
})
