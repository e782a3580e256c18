import type { LogEvent, LogLine, LogStateEvent } from '@catalyst/api'
import { eventually } from './eventually.ts'

/** A log as events, and what it told. */
export interface OpenedLog extends AsyncDisposable {
  readonly lines: readonly LogLine[]
  readonly states: readonly LogStateEvent[]
  /** Id of the last event, to resume after it. */
  readonly cursor: string | undefined
  /** Resolves when there are so many lines. */
  has(count: number): Promise<void>
  /** Resolves when the stream has ended, however it did. */
  readonly ended: Promise<void>
}

/** Reads the log at a URL as a page does, after a cursor where there is one. */
export async function openLogEvents(
  url: string,
  { token, cursor }: { token: string; cursor?: string | undefined },
): Promise<OpenedLog> {
  const gone = new AbortController()
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
  const resume = cursor === undefined ? {} : { 'last-event-id': cursor }
  const answer = await fetch(url, { headers: { ...headers, ...resume }, signal: gone.signal })
  if (!answer.ok || answer.body === null) throw new Error(`The log answered ${answer.status}: ${await answer.text()}`)
  const lines: LogLine[] = []
  const states: LogStateEvent[] = []
  let last = cursor
  async function read(body: ReadableStream<Uint8Array>) {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of body) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const [event, data] = [/^event: (.*)$/m.exec(block)?.[1], /^data: (.*)$/m.exec(block)?.[1]]
        if (event === undefined || data === undefined) continue
        const told = { event, data: JSON.parse(data) as unknown } as LogEvent
        if (told.event === 'lines') lines.push(...told.data.lines)
        else states.push(told.data)
        last = /^id: (.*)$/m.exec(block)?.[1]
      }
    }
  }
  // A connection that is cut is an end, too.
  const ended = read(answer.body).catch(() => undefined)
  return {
    lines,
    states,
    ended,
    get cursor() {
      return last
    },
    has: (count) =>
      eventually(() => {
        if (lines.length < count) throw new Error(`Only ${lines.length} of ${count} lines have come.`)
      }),
    async [Symbol.asyncDispose]() {
      gone.abort()
      await ended
    },
  }
}
