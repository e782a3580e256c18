import { LineSplitter, maxLineBytes, type SplitLine } from '../internals/LineSplitter.ts'
import { parseLogLine } from './parseLogLine.ts'

const newline = 0x0a

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
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    let start = 0
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      const isWhole = this.#pieceOf === undefined && !this.#splitter.holds && end - start <= maxLineBytes
      if (!isWhole) this.#split(bytes.subarray(start, end + 1), lines)
      else if (end > start) {
        const line = this.#parse(bytes, start, end)
        if (line) lines.push(line)
      }
      start = end + 1
    }
    if (start < bytes.length) this.#split(bytes.subarray(start), lines)
    return lines
  }

  /** The last line when nothing ended it with a newline. */
  takeRest(): TimedLine | undefined {
    const bytes = this.#splitter.takeRest()
    return bytes && this.#read({ bytes, complete: true })
  }

  #split(bytes: Uint8Array, lines: TimedLine[]) {
    for (const split of this.#splitter.push(bytes)) {
      const line = this.#read(split)
      if (line) lines.push(line)
    }
  }

  #read({ bytes, complete }: SplitLine): TimedLine | undefined {
    const pieceOf = this.#pieceOf
    if (pieceOf !== undefined) {
      if (complete) this.#pieceOf = undefined
      return { time: pieceOf, text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString() }
    }
    if (bytes.length === 0) return undefined
    const line = this.#parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length)
    if (!complete) this.#pieceOf = line?.time
    return line
  }

  #parse(bytes: Buffer, start: number, end: number): TimedLine | undefined {
    const parsed = parseLogLine(bytes, start, end)
    if (!('message' in parsed)) return parsed
    this.message = parsed.message
    return undefined
  }
}
