import { logLines } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { LogBuffer } from '../LogBuffer.ts'
import { detectSeverity } from './detectSeverity.ts'
import { severityOf } from './severityOf.ts'

test.each([
  ['2026-08-24 09:15:00 ERROR could not connect', 'error'],
  ['[warn] disk is filling', 'warning'],
  ['2026/08/24 09:15:00 [notice] 1#1: start worker processes', 'info'],
  ['level=info ts=2026 msg="error budget is fine"', 'info'],
  ['time="2026-08-24" level=warning msg="slow"', 'warning'],
  ['{"severity":"CRITICAL","message":"down"}', 'error'],
  ['{"level":50,"msg":"pino"}', 'error'],
  ['E0824 09:15:00.123456       1 reflector.go:178] failed to list', 'error'],
  ['I0824 09:15:00.123456       1 main.go:12] started', 'info'],
  ['npm warn deprecated', undefined],
  ['Error: nothing there', 'error'],
  ['TypeError: x is not a function', 'error'],
  ['java.lang.IllegalStateException: bad', 'error'],
  ['09:15:00.123 DEBUG Resolving', 'debug'],
  ['<trace> enter', 'debug'],
  ['the error rate is low', undefined],
  ['GET /errors 200', undefined],
  ['information about INFORMATION-schema', undefined],
])('%s is %s', (line, expected) => {
  expect(detectSeverity(line)).toBe(expected)
})

test('a stack trace is as bad as the line it belongs to, whoever wrote between them', () => {
  const buffer = new LogBuffer()
  const write = (pod: string, text: string) => buffer.append(logLines(1, { pod, text: () => text }))
  write('a', '\x1b[31mERROR\x1b[0m it broke')
  write('b', 'INFO fine')
  write('a', '    at run (main.js:1)')
  write('a', 'Caused by: that')
  write('b', '    more of b')
  write('a', 'hello')
  write('a', '  indented')
  const snapshot = buffer.getSnapshot()
  const severities = Array.from({ length: 7 }, (_, row) => severityOf(snapshot, row))
  expect(severities).toEqual(['error', 'info', 'error', 'error', 'info', 'other', 'other'])
})
