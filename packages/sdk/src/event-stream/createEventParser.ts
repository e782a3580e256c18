/** One event of a `text/event-stream`. */
export interface ServerEvent {
  /** @default 'message' */
  event: string
  data: string
  /** The id in force: an event without one carries that of the event before it. */
  id: string
}

export interface EventParser {
  /** Takes the next bytes, cut anywhere, and gives the events that they complete. */
  push(chunk: Uint8Array): ServerEvent[]
  /** What the server's last `retry:` asked for, in milliseconds. */
  readonly retry: number | undefined
}

const lineEnd = /\r\n|\r|\n/g

/**
 * Parses server-sent events as the HTML standard says (9.2.6, "Interpreting an event stream"): LF, CRLF or CR, comments, several
 * data lines, a byte order mark. An event that the stream's end cuts off is never given.
 */
export function createEventParser(lastEventId = ''): EventParser {
  const decoder = new TextDecoder()
  // Of a line that is not whole yet; joined once, so that a line of megabytes costs no more than its length.
  let pieces: string[] = []
  let afterCarriageReturn = false
  let event = ''
  let data: string[] = []
  let id = lastEventId
  let retry: number | undefined

  function takeLine(line: string, completed: ServerEvent[]) {
    if (line === '') {
      if (data.length > 0) completed.push({ event: event || 'message', data: data.join('\n'), id })
      event = ''
      data = []
      return
    }
    const colon = line.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
    else if (field === 'id' && !value.includes('\0')) id = value
    else if (field === 'retry' && /^\d+$/.test(value)) retry = Number(value)
  }

  return {
    get retry() {
      return retry
    },
    push(chunk) {
      const completed: ServerEvent[] = []
      let text = decoder.decode(chunk, { stream: true })
      // The line ended with the CR of an earlier chunk; its LF is no empty line.
      if (afterCarriageReturn && text !== '') {
        if (text.startsWith('\n')) text = text.slice(1)
        afterCarriageReturn = false
      }
      let start = 0
      lineEnd.lastIndex = 0
      for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) {
        pieces.push(text.slice(start, match.index))
        takeLine(pieces.join(''), completed)
        pieces = []
        start = lineEnd.lastIndex
        if (match[0] === '\r' && start === text.length) afterCarriageReturn = true
      }
      if (start < text.length) pieces.push(text.slice(start))
      return completed
    },
  }
}
