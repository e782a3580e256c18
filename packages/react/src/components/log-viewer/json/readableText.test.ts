import { expect, test } from 'vitest'
import { readJson } from './readJson.ts'
import { readableText } from './readableText.ts'

test.each([
  ['{"time":"2026","level":"info","msg":"request","method":"GET","ms":12}', 'INFO request method=GET ms=12'],
  ['{"level":30,"msg":"pino","pid":1}', 'INFO pino pid=1'],
  ['{"severity":"ERROR","message":"two words","user":"a b","tags":["x"]}', 'ERROR two words user="a b" tags=["x"]'],
  ['{"message":"trace\\n  at x"}', 'trace ⏎ at x'],
  ['{"a":1,"b":""}', 'a=1 b=""'],
  ['  {"msg":"indented"} ', 'indented'],
  ['{"msg":"\\u001b[31mred\\u001b[0m"}', 'red'],
  ['{not json}', '{not json}'],
  ['[1,2]', '[1,2]'],
  ['{"level":"info"}', 'INFO'],
  ['{}', ''],
  ['\x1b[32mplain\x1b[0m', 'plain'],
])('%j reads %j', (line, expected) => {
  expect(readableText(line, true)).toBe(expected)
})

test('a line is left as it is where nothing else is asked for', () => {
  expect(readableText('{"msg":"x"}', false)).toBe('{"msg":"x"}')
})

test('data as long as a book is not taken apart', () => {
  expect(readJson(JSON.stringify({ msg: 'x'.repeat(200_000) }))).toBeUndefined()
})
