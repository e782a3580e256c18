import type { LogEntry, LogMarker } from './LogEntry.ts'
import { isMarker } from './LogEntry.ts'
import type { LogSource } from './LogSource.ts'
import { writeTime, type Moment } from './timestamps.ts'

/** What a chunk holds at most; a longer line has a chunk of its own. */
const maxEntries = 1024
const maxCharacters = 128 * 1024

const markerSource = 0xffff

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * A run of entries packed together: an object for each line would cost more than its text does. While a chunk takes entries, their
 * texts are kept as they came; then they become UTF-8, which the garbage collector need not look through.
 */
export class LogChunk {
  /** Number of the first entry. */
  readonly first: number
  readonly isPacked = true
  count = 0
  /** Of all texts. */
  characters = 0
  /** Whether some text has control characters, so that it is not read as it is written. */
  hasEscapes = false
  /** Whether some text looks like a JSON object. */
  hasJson = false
  #open: string[] | undefined = []
  #bytes = new Uint8Array()
  #isAscii = true
  /** Where each text ends in the bytes. */
  #ends = new Uint32Array()
  #times = new Float64Array(maxEntries)
  #sources = new Uint16Array(maxEntries)
  #severities: Uint8Array | undefined
  #base = 0
  readonly #markers = new Map<number, LogMarker>()

  constructor(first: number) {
    this.first = first
  }

  get markers(): number {
    return this.#markers.size
  }

  /** @returns false when there is no room; then nothing was taken. */
  add(entry: LogEntry, moment: Moment | undefined, source: number): boolean {
    const open = this.#open
    if (open === undefined) return false
    const text = isMarker(entry) ? '' : entry.text
    if (this.count === 0) this.#base = moment?.ms ?? 0
    const time = moment === undefined ? NaN : (moment.ms - this.#base) * 1e6 + moment.nanos
    const isFull = this.count === maxEntries || this.characters + text.length > maxCharacters
    if (this.count > 0 && (isFull || Math.abs(time) > Number.MAX_SAFE_INTEGER)) {
      this.#seal(open)
      return false
    }
    if (isMarker(entry)) this.#markers.set(this.count, entry)
    this.#times[this.count] = time
    this.#sources[this.count] = isMarker(entry) ? markerSource : source
    open.push(text)
    this.count++
    this.characters += text.length
    return true
  }

  markerAt(index: number): LogMarker | undefined {
    return this.#markers.get(index)
  }

  /** Number of the source of a line; `undefined` for a marker. */
  sourceAt(index: number): number | undefined {
    const source = this.#sources[index]
    return source === markerSource ? undefined : source
  }

  textAt(index: number): string {
    if (this.#open !== undefined) return this.#open[index] ?? ''
    return decoder.decode(this.#bytes.subarray(this.#start(index), this.#ends[index]))
  }

  /** The texts from one entry to before another, which is quicker than one by one. */
  texts(from: number, to: number): readonly string[] {
    if (this.#open !== undefined) return this.#open.slice(from, to)
    const texts: string[] = []
    const start = this.#start(from)
    const whole = this.#isAscii ? decoder.decode(this.#bytes.subarray(start, this.#ends[to - 1])) : ''
    for (let index = from; index < to; index++) {
      texts.push(
        this.#isAscii ? whole.slice(this.#start(index) - start, (this.#ends[index] ?? 0) - start) : this.textAt(index),
      )
    }
    return texts
  }

  /** All texts between line breaks, where each character is one unit and no control character is among them. */
  plain(): string | undefined {
    if (this.#open !== undefined || !this.#isAscii || this.hasEscapes) return undefined
    return decoder.decode(this.#bytes)
  }

  /**
   * How often something is in each entry from one to before another; `undefined` when it is in none.
   * @param plain what `plain()` gave, in any case.
   */
  countPerEntry(
    plain: string,
    needle: string,
    { start, end }: { start: number; end: number },
  ): Uint32Array | undefined {
    const last = this.#ends[end - 1] ?? 0
    let at = plain.indexOf(needle, this.#start(start))
    if (at === -1 || at >= last) return undefined
    const counts = new Uint32Array(end - start)
    for (let index = start; at !== -1 && at < last; at = plain.indexOf(needle, at + needle.length)) {
      while (at >= (this.#ends[index] ?? Infinity)) index++
      counts[index - start] = (counts[index - start] ?? 0) + 1
    }
    return counts
  }

  /** How long a text is. */
  lengthAt(index: number): number {
    if (this.#open !== undefined || !this.#isAscii) return this.textAt(index).length
    return (this.#ends[index] ?? 0) - this.#start(index)
  }

  timeAt(index: number): Moment | undefined {
    const time = this.#times[index] ?? NaN
    if (Number.isNaN(time)) return undefined
    const ms = Math.floor(time / 1e6)
    return { ms: this.#base + ms, nanos: time - ms * 1e6 }
  }

  entryAt(index: number, sources: readonly LogSource[]): LogEntry {
    const marker = this.#markers.get(index)
    if (marker !== undefined) return marker
    const moment = this.timeAt(index)
    const { pod = '', container = '' } = sources[this.sourceAt(index) ?? -1] ?? {}
    return {
      time: moment === undefined ? '' : writeTime(moment),
      pod,
      container,
      text: this.textAt(index),
    }
  }

  /** What was noted of an entry by `noteSeverity`; 0 when nothing was. */
  severityAt(index: number): number {
    return this.#severities?.[index] ?? 0
  }

  noteSeverity(index: number, severity: number): void {
    this.#severities ??= new Uint8Array(maxEntries)
    this.#severities[index] = severity
  }

  /** The line break of the text before belongs to neither. */
  #start(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0) + 1
  }

  #seal(texts: readonly string[]): void {
    const joined = texts.join('\n')
    this.#bytes = encoder.encode(joined)
    this.#isAscii = this.#bytes.length === joined.length
    this.#ends = new Uint32Array(this.count)
    let end = -1
    for (const [index, text] of texts.entries()) {
      end += 1 + (this.#isAscii ? text.length : byteLength(text))
      this.#ends[index] = end
    }
    // eslint-disable-next-line no-control-regex -- what has them is read in another way
    this.hasEscapes = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(joined)
    this.hasJson = /^\s*\{/m.test(joined)
    this.#times = this.#times.slice(0, this.count)
    this.#sources = this.#sources.slice(0, this.count)
    this.#open = undefined
  }
}

/** How long a text is in UTF-8, in which a half of a surrogate pair is a replacement character. */
function byteLength(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x80) bytes += 1
    else if (code < 0x800) bytes += 2
    else if (code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(index + 1))) {
      bytes += 4
      index++
    } else bytes += 3
  }
  return bytes
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}
