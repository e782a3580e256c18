import type { LogReadOptions } from './ContainerLog.ts'
import { type LogEntry, parseLogEntry } from './logEntry.ts'
import type { LogFile } from './LogFile.ts'

/** Where a reader is. */
export interface LogCursor {
  file: LogFile
  offset: number
}

export interface LogPiece {
  readonly bytes: Uint8Array
  /** Everything that was asked for has been given. */
  readonly isOver: boolean
}

const newline = 0x0a
const space = Buffer.from(' ')
const pieceBytes = 32 * 1024

/** Reads on from a cursor, some lines at a time, in the way of kubelet. */
export function readLogFile(cursor: LogCursor, options: Omit<LogReadOptions, 'signal'>): () => LogPiece {
  const { follow = false, timestamps = false, tailLines = Infinity, stream, limitBytes = Infinity } = options
  const since = options.since === undefined ? '' : formatTime(options.since)
  let entriesLeft = follow ? Infinity : tailLines
  let bytesLeft = limitBytes
  let isLineStart = true

  function show({ time, content }: LogEntry): Uint8Array[] {
    if (!timestamps || !isLineStart) return [content]
    return [Buffer.from(time, 'latin1'), space, content]
  }

  return () => {
    const pieces: Uint8Array[] = []
    let size = 0
    const isOver = () => entriesLeft <= 0 || bytesLeft <= 0
    while (cursor.offset < cursor.file.size && size < pieceBytes && !isOver()) {
      const bytes = cursor.file.entryAt(cursor.offset)
      cursor.offset += bytes.length
      entriesLeft -= 1
      const entry = parseLogEntry(bytes)
      // Times have a fixed width and one zone, so that their texts sort as they do.
      if (entry.time >= since && (stream === undefined || stream === entry.stream)) {
        for (const piece of show(entry)) {
          const kept = piece.subarray(0, bytesLeft)
          pieces.push(kept)
          size += kept.length
          bytesLeft -= kept.length
        }
      }
      isLineStart = entry.content.length === 0 || entry.content.at(-1) === newline
    }
    return { bytes: Buffer.concat(pieces), isOver: isOver() }
  }
}

function formatTime(milliseconds: number): string {
  const [seconds, fraction] = new Date(milliseconds).toISOString().slice(0, -1).split('.')
  return `${seconds}.${fraction?.padEnd(9, '0')}Z`
}
