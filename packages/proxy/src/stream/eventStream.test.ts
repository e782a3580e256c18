import { afterEach, describe, expect, it, vi } from 'vitest'
import { eventStream, formatEvent, type ServerSentEvent } from './eventStream.ts'

afterEach(() => void vi.useRealTimers())

const never = new AbortController().signal
const decode = (chunk: { value?: Uint8Array | undefined }) => new TextDecoder().decode(chunk.value)

/** A source that counts what was asked of it and remembers that it was told to stop. */
function createSource(events: ServerSentEvent[], end: 'ends' | 'waits' | 'fails' = 'ends') {
  const state = { asked: 0, stopped: false }
  async function* open(signal: AbortSignal) {
    signal.addEventListener('abort', () => (state.stopped = true))
    for (const event of events) {
      state.asked++
      yield event
    }
    state.asked++
    if (end === 'fails') throw new Error('The source broke.')
    if (end === 'waits') await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  }
  return { open, state }
}

const event = (data: unknown) => ({ event: 'change', id: 'abc', data })

describe('an event stream', () => {
  it('writes events as the standard says, and one comment before the first', async () => {
    const { open } = createSource([event({ text: 'two\nlines' }), { event: 'sync', data: 1 }])
    const body = await new Response(eventStream(open, { signal: never })).text()
    expect(body).toBe(':\n\nevent: change\nid: abc\ndata: {"text":"two\\nlines"}\n\nevent: sync\ndata: 1\n\n')
  })

  it('asks its source for no more than its reader reads', async () => {
    const { open, state } = createSource(Array.from({ length: 100 }, (_, index) => event(index)))
    const reader = eventStream(open, { signal: never }).getReader()
    await reader.read()
    expect(state.asked).toBe(0)
    await reader.read()
    await reader.read()
    expect(state.asked).toBe(2)
    await reader.cancel()
  })

  it('stops its source when the reader goes, also while the source waits', async () => {
    const { open, state } = createSource([], 'waits')
    const reader = eventStream(open, { signal: never }).getReader()
    await reader.read()
    const waiting = reader.read()
    await reader.cancel()
    expect((await waiting).done).toBe(true)
    expect(state.stopped).toBe(true)
  })

  it('stops its source and ends when the server does', async () => {
    const { open, state } = createSource([], 'waits')
    const server = new AbortController()
    const reader = eventStream(open, { signal: server.signal }).getReader()
    await reader.read()
    const waiting = reader.read()
    server.abort()
    // Not without telling the client to come back.
    expect(new TextDecoder().decode((await waiting).value)).toMatch(/^retry: \d+\n: .*Last-Event-ID.*\n\n$/)
    expect((await reader.read()).done).toBe(true)
    expect(state.stopped).toBe(true)
  })

  it('breaks off when its source does', async () => {
    const { open, state } = createSource([event(1)], 'fails')
    const reader = eventStream(open, { signal: never }).getReader()
    await reader.read()
    await reader.read()
    await expect(reader.read()).rejects.toThrow('The source broke.')
    expect(state.stopped).toBe(true)
  })

  it('writes a comment every 15 s while nothing happens, and loses no event to it', async () => {
    vi.useFakeTimers()
    let happen!: () => void
    const happened = new Promise<void>((resolve) => (happen = resolve))
    async function* open() {
      await happened
      yield event('late')
    }
    const reader = eventStream(open, { signal: never }).getReader()
    await reader.read()
    for (let count = 0; count < 3; count++) {
      const quiet = reader.read()
      await vi.advanceTimersByTimeAsync(15_000)
      expect(decode(await quiet)).toBe(':\n\n')
    }
    happen()
    expect(decode(await reader.read())).toBe(formatEvent(event('late'), '"late"'))
    expect((await reader.read()).done).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })
})
