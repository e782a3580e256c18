import { expect, test } from 'vitest'
import { LogLineReader } from './LogLineReader.ts'

const time = '2026-01-02T03:04:05.000000001Z'

test.each([1, 2, 3, 5, 1000])('reads times and texts from chunks of %i bytes', (size) => {
  const bytes = Buffer.from(`${time} plain\n${time} ü€😀 \u001b[31mred\u001b[0m\r\n${time} \n${time}\n${time} half`)
  const reader = new LogLineReader()
  const lines = []
  for (let at = 0; at < bytes.length; at += size) lines.push(...reader.push(bytes.subarray(at, at + size)))
  expect(lines).toEqual([
    { time, text: 'plain' },
    { time, text: 'ü€😀 \u001b[31mred\u001b[0m\r' },
    { time, text: '' },
    { time, text: '' },
  ])
  expect(reader.takeRest()).toEqual({ time, text: 'half' })
  expect(reader.takeRest()).toBeUndefined()
})

test('a very long line leaves in pieces that share its time', () => {
  const reader = new LogLineReader()
  const text = 'x'.repeat(700_000)
  const lines = reader.push(Buffer.from(`${time} ${text}\n${time} next\n`))
  expect(lines.map((line) => line.time)).toEqual([time, time, time, time])
  expect(
    lines
      .slice(0, 3)
      .map((line) => line.text)
      .join(''),
  ).toBe(text)
  expect(lines[3]?.text).toBe('next')
})

test('keeps what the kubelet says apart', () => {
  const reader = new LogLineReader()
  expect(reader.push(Buffer.from(`${time} a line\nunable to retrieve container logs\n`))).toHaveLength(1)
  expect(reader.message).toBe('unable to retrieve container logs')
})

test.each([
  ['with the offset of a node', '2026-01-02T05:04:05.1+02:00', '2026-01-02T03:04:05.100000000Z'],
  ['with fewer digits', '2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000000000Z'],
  ['in the usual form', time, time],
])('reads a time %s', (_, written, read) => {
  expect(new LogLineReader().push(Buffer.from(`${written} ü\n`))).toEqual([{ time: read, text: 'ü' }])
})

test('takes what only looks like a time for a message', () => {
  const reader = new LogLineReader()
  expect(reader.push(Buffer.from(`${time.replace('T', ' ')} text\n${time.replace('1Z', 'xZ')} text\n`))).toEqual([])
  expect(reader.message).toContain('text')
})
