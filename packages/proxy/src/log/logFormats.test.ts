import type { LogCursor, LogLine } from '@catalyst/api'
import type { FollowedLog } from '@catalyst/kubernetes-client'
import { describe, expect, it } from 'vitest'
import { decodeLogCursor } from './logCursor.ts'
import { logEvents, logText } from './logFormats.ts'

const time = '2026-01-01T10:00:00.000000001Z'
const line = (text: string, container = 'app'): LogLine => ({ time, pod: 'web-1', container, text })
const cursor = (ordinal: number): LogCursor => ({ 'web-1/app': { containerId: 'c', time, ordinal } })

async function* logOf(...items: FollowedLog[]): AsyncGenerator<FollowedLog> {
  yield* items
}

async function all<TItem>(items: AsyncIterable<TItem>): Promise<TItem[]> {
  const list: TItem[] = []
  for await (const item of items) list.push(item)
  return list
}

async function text(log: AsyncIterable<FollowedLog>, options?: Parameters<typeof logText>[1]): Promise<string> {
  return Buffer.concat(await all(logText(log, options))).toString()
}

describe('a log as events', () => {
  it('carries lines and states, each with the cursor after it', async () => {
    const events = await all(
      logEvents(
        logOf(
          { lines: [line('one'), line('two')], cursor: cursor(2) },
          { state: { state: 'ended' }, cursor: cursor(2) },
        ),
      ),
    )
    expect(events.map(({ event, data }) => [event, data])).toEqual([
      ['lines', { lines: [line('one'), line('two')] }],
      ['state', { state: 'ended' }],
    ])
    expect(events.map(({ id }) => decodeLogCursor(id))).toEqual([cursor(2), cursor(2)])
  })

  it('ends at its limit, and says so', async () => {
    const events = await all(
      logEvents(
        logOf(
          { lines: [line('12345')], cursor: cursor(1) },
          { lines: [line('6789')], cursor: cursor(2) },
          { lines: [line('x')], cursor: {} },
        ),
        10,
      ),
    )
    expect(events.map(({ event }) => event)).toEqual(['lines', 'lines', 'state'])
    expect(events[2]?.data).toMatchObject({ state: 'ended', reason: expect.stringContaining('10 bytes') })
  })
})

describe('a merged log as text', () => {
  const log = () =>
    logOf({ state: { state: 'streaming' }, cursor: {} }, { lines: [line('one'), line('zwölf', 'side')], cursor: {} })

  it('names the container of each line, and nothing but lines', async () => {
    expect(await text(log())).toBe('[web-1/app] one\n[web-1/side] zwölf\n')
  })

  it('shows times where they are wanted', async () => {
    expect(await text(log(), { timestamps: true })).toBe(`[web-1/app] ${time} one\n[web-1/side] ${time} zwölf\n`)
  })

  it('is cut at its limit of bytes', async () => {
    expect(await text(log(), { limitBytes: 20 })).toBe('[web-1/app] one\n[web')
  })
})
