/** An event as it came over the wire. */
export interface ReceivedEvent<TData = Record<string, unknown>> {
  event: string
  id: string
  data: TData
}

/** Reads server-sent events from a body, one at a time. */
export class EventReader implements AsyncDisposable {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #decoder = new TextDecoder()
  #text = ''
  comments = 0

  constructor(body: ReadableStream<Uint8Array> | null) {
    if (body === null) throw new Error('The answer has no body.')
    this.#reader = body.getReader()
  }

  /** The next event; `undefined` at the end. */
  async next(): Promise<ReceivedEvent | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n')
      if (end === -1) {
        const { done, value } = await this.#reader.read()
        if (done) return undefined
        this.#text += this.#decoder.decode(value, { stream: true })
        continue
      }
      const block = this.#text.slice(0, end)
      this.#text = this.#text.slice(end + 2)
      const event = parse(block)
      if (event) return event
      this.comments++
    }
  }

  /** So many events. */
  async take(count: number): Promise<ReceivedEvent[]> {
    const events: ReceivedEvent[] = []
    while (events.length < count) {
      const event = await this.next()
      if (event === undefined) throw new Error(`The stream ended after ${events.length} of ${count} events.`)
      events.push(event)
    }
    return events
  }

  /** Reads on until an event is the wanted one, and gives it. */
  async until(wanted: (event: ReceivedEvent) => boolean): Promise<ReceivedEvent> {
    for (;;) {
      const [event] = await this.take(1)
      if (event && wanted(event)) return event
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader.cancel().catch(() => undefined)
  }
}

function parse(block: string): ReceivedEvent | undefined {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ')
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 2))
  }
  const data = fields.get('data')
  if (data === undefined) return undefined
  return {
    event: fields.get('event') ?? '',
    id: fields.get('id') ?? '',
    data: JSON.parse(data) as Record<string, unknown>,
  }
}
