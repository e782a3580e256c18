import { describe, expect, test } from 'vitest'
import {
  decodeExecFrame,
  encodeAck,
  encodeExecFrame,
  encodeHalfClose,
  encodeResize,
  execChannel,
  exitCodeOf,
  parseExecStatus,
} from './execFrames.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (payload: Uint8Array) => new TextDecoder().decode(payload)

describe('frames', () => {
  test('the first byte is the channel and the rest is kept byte for byte', () => {
    const payload = Uint8Array.from({ length: 256 }, (_, index) => index)
    const frame = encodeExecFrame(execChannel.stdout, payload)
    expect(frame[0]).toBe(1)
    expect(decodeExecFrame(frame)).toEqual({ channel: 1, payload })
    expect(decodeExecFrame(frame.buffer)).toEqual({ channel: 1, payload })
  })

  test('a message with a channel and nothing else is empty output', () => {
    expect(decodeExecFrame(Uint8Array.of(2)).payload).toHaveLength(0)
  })

  test('an empty message has no channel', () => {
    expect(() => decodeExecFrame(new Uint8Array())).toThrow(RangeError)
  })

  test('text is written as UTF-8', () => {
    expect([...encodeExecFrame(execChannel.stdin, 'é')]).toEqual([0, 0xc3, 0xa9])
  })

  test('resize, half-close and acknowledgement have the bytes of the contract', () => {
    const resize = decodeExecFrame(encodeResize({ columns: 80, rows: 24 }))
    expect(resize.channel).toBe(4)
    expect(JSON.parse(text(resize.payload))).toEqual({ Width: 80, Height: 24 })
    expect([...encodeHalfClose()]).toEqual([255, 0])
    expect([...encodeAck(10)]).toEqual([5, ...bytes('10')])
  })
})

describe('the status at the end', () => {
  test('success is exit code 0', () => {
    expect(exitCodeOf(parseExecStatus(bytes('{"status":"Success"}')))).toBe(0)
  })

  test('a non-zero exit code is in the causes', () => {
    const status = {
      status: 'Failure',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '137' }] },
    }
    expect(exitCodeOf(parseExecStatus(bytes(JSON.stringify(status))))).toBe(137)
  })

  test.each([
    '{"status":"Failure","reason":"InternalError","message":"container not found"}',
    '{"status":"Failure","reason":"NonZeroExitCode"}',
    'error dialing backend',
    '[]',
  ])('%s is no exit code', (payload) => {
    expect(exitCodeOf(parseExecStatus(bytes(payload)))).toBeUndefined()
  })

  test('text that is no status becomes the message of a failure', () => {
    expect(parseExecStatus(bytes('error dialing backend'))).toEqual({
      status: 'Failure',
      message: 'error dialing backend',
    })
  })
})
