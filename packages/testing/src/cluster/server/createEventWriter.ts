import type { ServerResponse } from 'node:http'

/** Writes the lines of a watch; those of one moment go out together. */
export interface EventWriter {
  write(line: string): void
  end(): void
}

/** Who reads so slowly is cut off, as kube-apiserver does, rather than kept in memory without end. */
const mostWaitingBytes = 256 * 1024 * 1024

export function createEventWriter(response: ServerResponse): EventWriter {
  let waiting: string[] = []
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' })
  response.flushHeaders()

  function flush(): void {
    if (waiting.length === 0) return
    const text = waiting.join('')
    waiting = []
    if (response.destroyed) return
    response.write(text)
    if (response.writableLength > mostWaitingBytes) response.destroy()
  }

  return {
    write(line) {
      if (waiting.push(line) === 1) queueMicrotask(flush)
    },
    end() {
      flush()
      response.end()
    },
  }
}
