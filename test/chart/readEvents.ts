import { setTimeout as delay } from 'node:timers/promises'
import { open, type Question } from './ask.ts'

export interface SentEvent {
  event: string
  data: Record<string, unknown>
}

/**
 * Reads server-sent events, and goes on at the last cursor wherever its connection ends: what a client of the API does.
 * Ends with the signal.
 */
export async function* readEvents(question: Question & { signal: AbortSignal }): AsyncGenerator<SentEvent, void> {
  const { signal } = question
  let cursor: string | undefined
  while (!signal.aborted) {
    try {
      const headers = cursor === undefined ? {} : { 'last-event-id': cursor }
      const response = await open({ ...question, headers })
      if (response.statusCode !== 200) {
        response.destroy()
        continue
      }
      let waiting = ''
      for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
        const blocks = `${waiting}${chunk}`.split('\n\n')
        waiting = blocks.pop() ?? ''
        for (const block of blocks) {
          const fields = new Map(block.split('\n').map((line) => splitField(line)))
          cursor = fields.get('id') ?? cursor
          const event = fields.get('event')
          if (event !== undefined) yield { event, data: JSON.parse(fields.get('data') ?? '{}') as SentEvent['data'] }
        }
      }
    } catch (error) {
      // Cut, or nobody there for the moment: it comes back as browsers do.
      if (!signal.aborted && !isConnectionLost(error)) throw error
    }
    await delay(50)
  }
}

function splitField(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1).trimStart()]
}

function isConnectionLost(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(code)
}
