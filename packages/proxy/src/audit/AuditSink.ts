import type { AuditHealth } from '../metrics/ProxyMetrics.ts'
import type { AuditRecord } from './AuditRecord.ts'

/** Where audit records go. */
export interface AuditSink {
  /** Takes a record. It neither waits nor throws: a record that can't be kept is counted as dropped. */
  write(record: AuditRecord): void
  /** How it is, for readyz and the metrics. */
  health(): AuditHealth
}
