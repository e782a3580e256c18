/** A line of a container, or a part of one, as it is written to a file. */
export interface LogEntry {
  /** RFC 3339 with nine digits of the second: `2026-01-31T12:00:00.000000000Z`. */
  readonly time: string
  readonly stream: 'stdout' | 'stderr'
  /** A whole line with its newline, or a part without. */
  readonly content: Uint8Array
}

const newline = 0x0a
const timeLength = 30
const streamStart = timeLength + 1
const tagStart = streamStart + 'stdout '.length
const contentStart = tagStart + 'F '.length
const partialTag = 'P'.charCodeAt(0)
const errorMark = 'e'.charCodeAt(0)

/**
 * Writes an entry in the format of container runtimes, whose fields have fixed widths here.
 *
 * @see https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md
 */
export function formatLogEntry({ time, stream, content }: LogEntry): Buffer {
  const isWhole = content.at(-1) === newline
  const head = `${time} ${stream} ${isWhole ? 'F' : 'P'} `
  const entry = Buffer.allocUnsafe(head.length + content.length + (isWhole ? 0 : 1))
  entry.write(head, 'latin1')
  entry.set(content, head.length)
  if (!isWhole) entry[entry.length - 1] = newline
  return entry
}

/** The reverse of {@link formatLogEntry}. */
export function parseLogEntry(entry: Uint8Array): LogEntry {
  const end = entry[tagStart] === partialTag ? entry.length - 1 : entry.length
  return {
    time: Buffer.from(entry.buffer, entry.byteOffset, timeLength).toString('latin1'),
    // Their third letters are the first that differ: stdout, stderr.
    stream: entry[streamStart + 3] === errorMark ? 'stderr' : 'stdout',
    content: entry.subarray(contentStart, end),
  }
}
