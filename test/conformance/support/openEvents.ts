import type { StreamEvent, StreamEventName } from '@catalyst/api'

/** What the events of a name carry. */
type DataOf<TName extends StreamEventName> = Extract<StreamEvent, { event: TName }>['data']

/** Server-sent events, one at a time; its disposal ends the stream. */
export interface EventReader extends AsyncDisposable {
  /** Reads on until an event of this name is the wanted one, and gives its data; rejects at the end of the stream. */
  until<TName extends StreamEventName>(name: TName, wanted?: (data: DataOf<TName>) => boolean): Promise<DataOf<TName>>
  /** Every event that was read so far, by name and the names of its objects. */
  readonly seen: readonly string[]
  /** The cursor of the last event that was read. */
  readonly lastEventId: string
}

/** Opens the stream of some topics. */
export async function openEvents(
  url: string,
  { token, topics, lastEventId }: { token?: string; topics: readonly string[]; lastEventId?: string },
): Promise<EventReader> {
  const query = topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&')
  const gone = new AbortController()
  const headers = {
    accept: 'text/event-stream',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  }
  const answer = await fetch(`${url}?${query}`, { headers, signal: gone.signal })
  if (!answer.ok || answer.body === null)
    throw new Error(`The stream answered ${answer.status}: ${await answer.text()}`)
  const events = readEvents(answer.body)
  const seen: string[] = []
  let lastId = ''
  return {
    seen,
    get lastEventId() {
      return lastId
    },
    async until<TName extends StreamEventName>(name: TName, wanted: (data: DataOf<TName>) => boolean = () => true) {
      for (;;) {
        const { done, value } = await events.next()
        if (done === true) throw new Error(`The stream ended after ${seen.join(', ')}.`)
        lastId = value.id
        seen.push(`${value.event} ${namesIn(value).join(' ')}`.trim())
        // The name says which data it is.
        if (value.event === name && wanted(value.data as DataOf<TName>)) return value.data as DataOf<TName>
      }
    },
    async [Symbol.asyncDispose]() {
      gone.abort()
      await events.return(undefined).catch(() => undefined)
    },
  }
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void, undefined> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      const id = /^id: (.*)$/m.exec(block)?.[1] ?? ''
      if (event !== undefined && data !== undefined) yield { event, id, data: JSON.parse(data) } as StreamEvent
    }
  }
}

interface Named {
  metadata?: { name?: string }
}

/** The names of the objects that an event tells of. */
export function namesIn(event: Pick<StreamEvent, 'event' | 'data'>): string[] {
  const { data } = event
  const objects = 'items' in data ? data.items : 'object' in data ? [data.object] : []
  return objects.map((object) => (object as Named).metadata?.name ?? '')
}
