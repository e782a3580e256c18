import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { AuditHealth } from './ProxyMetrics.ts'

export type Collectors = ReturnType<typeof createCollectors>

/** Registers what {@link ProxyMetrics} counts. `docs/operations.md` lists the same, which a test compares. */
export function createCollectors(registry: Registry) {
  const registers = [registry]
  const collectors = {
    requests: new Histogram({
      name: 'catalyst_http_request_duration_seconds',
      help: 'Time until an answer begins, by operation and status.',
      labelNames: ['operation', 'method', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    streams: new Gauge({
      name: 'catalyst_streams',
      help: 'Open streams of clients.',
      labelNames: ['kind'],
      registers,
    }),
    subscribers: new Gauge({
      name: 'catalyst_subscribers',
      help: 'Topics that clients read, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    merges: new Counter({
      name: 'catalyst_merged_changes_total',
      help: 'Changes that slow clients were not sent one by one, because a later one of the same object took their place.',
      labelNames: ['kind'],
      registers,
    }),
    shells: new Gauge({
      name: 'catalyst_shells',
      help: 'Shells and commands that run, with their client (attached) or waiting for it to come back (held).',
      labelNames: ['state'],
      registers,
    }),
    shellsOpened: new Counter({
      name: 'catalyst_shells_opened_total',
      help: 'Shells and commands that began.',
      registers,
    }),
    shellBytes: new Counter({
      name: 'catalyst_shell_bytes_total',
      help: 'Bytes from clients to commands (in) and back (out).',
      labelNames: ['direction'],
      registers,
    }),
    limitsHit: new Counter({
      name: 'catalyst_limits_hit_total',
      help: 'Requests and connections that were refused because of a limit, by its name in the configuration.',
      labelNames: ['limit'],
      registers,
    }),
    reviews: new Counter({
      name: 'catalyst_access_reviews_total',
      help: 'Questions about rights: answered from memory (kept), or by the cluster (allowed, refused, failed).',
      labelNames: ['result'],
      registers,
    }),
    audit: (): AuditHealth => ({ state: 'ok', queued: 0, written: 0, dropped: 0 }),
  }
  registerAudit(registry, () => collectors.audit())
  for (const state of ['attached', 'held']) collectors.shells.set({ state }, 0)
  for (const kind of ['watch', 'log']) collectors.streams.set({ kind }, 0)
  return collectors
}

/** The audit log keeps its own count, so that not a record is missing from it; here it is only told. */
function registerAudit(registry: Registry, health: () => AuditHealth): void {
  const registers = [registry]
  new Counter({
    name: 'catalyst_audit_records_total',
    help: 'Audit records that were written, or dropped because the sink took none for too long.',
    labelNames: ['outcome'],
    registers,
    collect() {
      const { written, dropped } = health()
      this.reset()
      this.inc({ outcome: 'written' }, written)
      this.inc({ outcome: 'dropped' }, dropped)
    },
  })
  new Gauge({
    name: 'catalyst_audit_queue_records',
    help: 'Audit records that wait to be written.',
    registers,
    collect() {
      this.set(health().queued)
    },
  })
  new Gauge({
    name: 'catalyst_audit_failing',
    help: 'Whether the audit sink takes no records (1) or does (0).',
    registers,
    collect() {
      this.set(health().state === 'failing' ? 1 : 0)
    },
  })
}
