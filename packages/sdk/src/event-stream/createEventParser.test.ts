import { expect, test } from 'vitest'
import { createEventParser, type ServerEvent } from './createEventParser.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function parse(text: string, cut = Number.POSITIVE_INFINITY): ServerEvent[] {
  const parser = createEventParser()
  const bytes = bytesOf(text)
  const events: ServerEvent[] = []
  for (let at = 0; at < bytes.length; at += cut) events.push(...parser.push(bytes.subarray(at, at + cut)))
  return events
}

const stream = [
  '\uFEFF: hello',
  'retry: 250',
  '',
  'event: snapshot',
  'id: 1',
  'data: {"text":"zażółć 🐙"}',
  '',
  'data:first',
  'data:  second',
  'data',
  '',
  'id: 2',
  '',
  'unknown: field',
  'event: change',
  'data: last',
  '',
  'event: cut',
  'data: never ended',
].join('\n')

const expected: ServerEvent[] = [
  { event: 'snapshot', data: '{"text":"zażółć 🐙"}', id: '1' },
  { event: 'message', data: 'first\n second\n', id: '1' },
  { event: 'change', data: 'last', id: '2' },
]

test.each([1, 2, 3, 5, 7, Number.POSITIVE_INFINITY])('events cut into pieces of %d bytes come out whole', (cut) => {
  expect(parse(stream, cut)).toEqual(expected)
})

test.each([
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('%s ends a line as LF does, wherever the chunk ends', (_, end) => {
  const text = stream.replaceAll('\n', end)
  for (const cut of [1, 2, 3, 1000]) expect(parse(text, cut)).toEqual(expected)
})

test('an event without data is none, and its id stays in force', () => {
  expect(parse('id: 7\nevent: x\n\ndata: y\n\n')).toEqual([{ event: 'message', data: 'y', id: '7' }])
})

test('an id with a NUL character is ignored, an empty one forgets', () => {
  expect(parse('id: a\ndata: 1\n\nid: b\0\ndata: 2\n\nid\ndata: 3\n\n').map((one) => one.id)).toEqual(['a', 'a', ''])
})

test('the reconnection time is digits only', () => {
  const parser = createEventParser()
  parser.push(bytesOf('retry: 1200\nretry: soon\n'))
  expect(parser.retry).toBe(1200)
})

test('a parser that goes on keeps the id it was given', () => {
  expect(createEventParser('42').push(bytesOf('data: x\n\n'))).toEqual([{ event: 'message', data: 'x', id: '42' }])
})

test('a line of megabytes in small chunks is read in time that grows with its length alone', () => {
  const line = 'x'.repeat(4_000_000)
  const [event] = parse(`data: ${line}\n\n`, 4096)
  expect(event?.data).toHaveLength(line.length)
})
