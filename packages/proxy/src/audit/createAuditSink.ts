import type { Writable } from 'node:stream'
import type { AuditHealth } from '../metrics/ProxyMetrics.ts'
import type { AuditRecord } from './AuditRecord.ts'
import type { AuditSink } from './AuditSink.ts'
import { createLineQueue } from './createLineQueue.ts'

export interface AuditSinkOptions {
  /** Path of a file to append to, which may be a named pipe; or a stream. */
  to: string | Pick<Writable, 'write'>
  /** How many records wait while nothing is taken; what comes after them is counted and dropped. @default 10_000 */
  maxRecords?: number | undefined
  /** Whether a command is written without what looks like a secret, or without its arguments. @default 'redacted' */
  commands?: 'redacted' | 'program' | undefined
}

export interface AuditLog extends AuditSink, AsyncDisposable {
  health(): AuditHealth
  /** Opens its file anew, after a log rotation has moved the old one. */
  reopen(): void
  /** Writes what waits, for as long as given; the rest is dropped. @returns how many were dropped in the end. */
  close(options: { timeoutMs: number }): Promise<number>
}

/** How long disposing it may take to write what waits, in milliseconds. */
const closeMs = 1000

/**
 * An audit log of JSON lines. It never makes a request wait: records queue up while the file or stream takes none, and what
 * finds no room is told by a record of its own (`operation: auditLost`, with `lost` and `since`) where it is missing.
 *
 * @throws the system's error where the file can't be opened, such as EACCES.
 */
export function createAuditSink({ to, maxRecords, commands = 'redacted' }: AuditSinkOptions): AuditLog {
  const lines = createLineQueue({ to, maxLines: maxRecords, lostLine })
  const close = ({ timeoutMs }: { timeoutMs: number }) => lines.close({ timeoutMs })
  return {
    write(record) {
      lines.push(lineOf(commands === 'program' ? withoutArguments(record) : record))
    },
    health: () => lines.health(),
    reopen: () => lines.reopen(),
    close,
    async [Symbol.asyncDispose]() {
      await close({ timeoutMs: closeMs })
    },
  }
}

function lostLine(lost: number, since: Date): string {
  const note = 'Nothing took audit records for so long that there was no more room for them.'
  return lineOf({ operation: 'auditLost', outcome: 'failed', lost, since: since.toISOString(), note })
}

function lineOf(record: object): string {
  return `${JSON.stringify({ audit: true, time: new Date().toISOString(), ...record })}\n`
}

function withoutArguments(record: AuditRecord): AuditRecord {
  const { command } = record
  if (command === undefined || command.length < 2) return record
  return { ...record, command: [command[0] ?? '', `… ${command.length - 1} more`] }
}
