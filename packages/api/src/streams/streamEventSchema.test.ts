import { describe, expect, test } from 'vitest'
import { logCursorSchema, streamCursorSchema } from './cursorSchema.ts'
import { linesEventSchema, logStateEventSchema, logStates } from './logEventSchema.ts'
import { streamEventSchemas } from './streamEventSchema.ts'

const topic = 'environments:-/acme-shop'
const since = '2026-01-01T00:00:00.000Z'

describe('the events of a watch stream', () => {
  test('a snapshot keeps its objects as they are', () => {
    const event = {
      topic,
      items: [{ kind: 'Environment', metadata: { name: 'pr-1' }, more: [1] }],
      resourceVersion: '12',
    }
    expect(streamEventSchemas.snapshot.parse(event)).toEqual(event)
  })

  test('a change is one of three', () => {
    for (const type of ['ADDED', 'MODIFIED', 'DELETED']) {
      expect(streamEventSchemas.change.parse({ topic, type, object: {} }).type).toBe(type)
    }
    expect(streamEventSchemas.change.safeParse({ topic, type: 'BOOKMARK', object: {} }).success).toBe(false)
  })

  test('sync says since when', () => {
    expect(streamEventSchemas.sync.safeParse({ topic, state: 'stale', since, reason: 'lost' }).success).toBe(true)
    expect(streamEventSchemas.sync.safeParse({ topic, state: 'stale' }).success).toBe(false)
  })

  test('a failure carries a whole problem', () => {
    const problem = {
      type: 'about:blank',
      title: 'No',
      status: 403,
      detail: '',
      instance: '/stream',
      code: 'FORBIDDEN',
    }
    expect(streamEventSchemas.failure.safeParse({ topic, problem }).success).toBe(true)
    expect(streamEventSchemas.failure.safeParse({ topic, problem: { status: 403 } }).success).toBe(false)
  })
})

describe('the events of a log', () => {
  test('a line keeps its escape sequences and its time to the nanosecond', () => {
    const line = {
      time: '2026-01-01T00:00:00.123456789Z',
      pod: 'web-0',
      container: 'app',
      text: '\u001b[31mred\u001b[0m',
    }
    expect(linesEventSchema.parse({ lines: [line] }).lines).toEqual([line])
  })

  test('a state can be about the whole log or one container, and tell a gap', () => {
    for (const state of logStates) expect(logStateEventSchema.parse({ state })).toEqual({ state })
    const rotated = { state: 'rotated', pod: 'web-0', container: 'app', gap: { from: since, to: since } }
    expect(logStateEventSchema.parse(rotated)).toEqual(rotated)
  })
})

test('cursors hold a position per topic, or per container', () => {
  const stream = { [topic]: { resourceVersion: '12', epoch: 'e' } }
  expect(streamCursorSchema.parse(stream)).toEqual(stream)
  const log = { 'web-0/app': { containerId: 'containerd://1', time: since, ordinal: 0 } }
  expect(logCursorSchema.parse(log)).toEqual(log)
  expect(logCursorSchema.safeParse({ 'web-0/app': { ...log['web-0/app'], ordinal: -1 } }).success).toBe(false)
})
