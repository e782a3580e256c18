import type { ServerEvent } from '../event-stream/createEventParser.ts'
import type { TopicEvent } from './TopicModel.ts'

/** Reads an event of the stream; `undefined` for one of a later protocol. @throws SyntaxError for data that is no JSON. */
export function parseTopicEvent({ event, data }: ServerEvent): TopicEvent | undefined {
  if (event !== 'snapshot' && event !== 'change' && event !== 'sync' && event !== 'failure') return undefined
  const parsed: unknown = JSON.parse(data)
  return { event, data: parsed } as TopicEvent
}
