import type { Logger } from 'pino'
import type { AuditSink } from './AuditSink.ts'

/** Audit records among the lines of a logger, marked by `audit: true`. What the logger does with them is not known here. */
export function loggerSink(logger: Logger): AuditSink {
  const audited = logger.child({ audit: true })
  let written = 0
  return {
    write(record) {
      written++
      audited.info(record, record.operation)
    },
    health: () => ({ state: 'ok', queued: 0, written, dropped: 0 }),
  }
}
