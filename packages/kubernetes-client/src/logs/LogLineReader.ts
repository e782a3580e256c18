import { LineSplitter, type SplitLine } from '../internals/LineSplitter.ts'
import { parseLogLine } from './parseLogLine.ts'

/** A line of one container's log. */
export interface TimedLine {
  /** RFC 3339 in UTC with nine digits of a second. */
  time: string
  text: string
}

/**
 * Turns the bytes of a log that was asked for with timestamps into lines. A line longer than 256 KiB leaves in pieces that
 * share its time. What the kubelet writes into the log about its own troubles is kept apart, in `message`.
 */
export class LogLineReader {
  /** The last thing that the kubelet itself had to say. */
  message: string | undefined
  readonly #splitter = new LineSplitter()
  #pieceOf: string | undefined

  push(chunk: Uint8Array): TimedLine[] {
    const lines: TimedLine[] = []
    for (const split of this.#splitter.push(chunk)) {
      const line = this.#read(split)
      if (line) lines.push(line)
    }
    return lines
  }

  /** The last line when nothing ended it with a newline. */
  takeRest(): TimedLine | undefined {
    const bytes = this.#splitter.takeRest()
    return bytes && this.#read({ bytes, complete: true })
  }

  #read({ bytes, complete }: SplitLine): TimedLine | undefined {
    const pieceOf = this.#pieceOf
    if (pieceOf !== undefined) {
      if (complete) this.#pieceOf = undefined
      return { time: pieceOf, text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() }
    }
    if (bytes.length === 0) return undefined
    const parsed = parseLogLine(bytes)
    if ('message' in parsed) {
      this.message = parsed.message
      return undefined
    }
    if (!complete) this.#pieceOf = parsed.time
    return parsed
  }
}
