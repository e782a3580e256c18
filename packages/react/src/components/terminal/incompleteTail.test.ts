import { expect, test } from 'vitest'
import { incompleteTail } from './incompleteTail.ts'

const bytes = new TextEncoder().encode('a é 你 👋')

test('whatever a text is cut at, the tail of its first part and the second part are whole characters', () => {
  for (let cut = 0; cut <= bytes.length; cut++) {
    const first = bytes.slice(0, cut)
    const tail = incompleteTail(first)
    const whole = new TextDecoder('utf-8', { fatal: true }).decode(first.slice(0, first.length - tail.length))
    const rest = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([...tail, ...bytes.slice(cut)]))
    expect(whole + rest).toBe('a é 你 👋')
  }
})

test('bytes that are no UTF-8 have no tail to wait for', () => {
  expect([...incompleteTail(Uint8Array.of(0x80, 0x80, 0x80, 0x80))]).toEqual([])
  expect([...incompleteTail(new Uint8Array())]).toEqual([])
})
