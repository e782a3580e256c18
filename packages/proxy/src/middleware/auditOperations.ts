import type { Context, MiddlewareHandler } from 'hono'
import type { OperationId } from '@catalyst/api'
import type { AuditRecord } from '../audit/AuditRecord.ts'
import { hasOwnRecord } from '../audit/ownRecords.ts'
import { whenAnswered } from '../limits/whenAnswered.ts'
import type { MatchedOperation } from '../openapi/matchOperation.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'

/** They know better when they happened, and to whom. */
const signIns = new Set<OperationId>(['login', 'loginCallback'])

/** Their answers may go on for hours: one record tells that they began, another that they ended. */
const lasting = new Set<OperationId>(['openStream', 'postStream', 'getPodLog', 'getEnvironmentLog'])

/**
 * Leaves an audit record of every operation, reads and refused ones included. Shells that run, sign-ins and refusals by a
 * limit leave their own.
 */
export function auditOperations(context: Pick<ProxyContext, 'audit' | 'clusterName'>): MiddlewareHandler<ProxyEnv> {
  return async function auditOperations(c, next) {
    const start = performance.now()
    const elapsed = () => Math.round(performance.now() - start)
    await next()
    const operation = c.get('operation')
    if (operation === undefined || !isAudited(c, operation)) return
    const record = await recordOf(context, c, operation)
    context.audit({ ...record, durationMs: elapsed() })
    if (!lasting.has(operation.id) || c.res.status !== 200) return
    const bytesOut = countBytes(c)
    whenAnswered(c, () => {
      const { namespace, name, ...rest } = record
      context.audit({
        ...rest,
        namespace,
        name,
        operation: `${operation.id}.end`,
        durationMs: elapsed(),
        bytesOut: bytesOut(),
      })
    })
  }
}

function isAudited(c: Context<ProxyEnv>, { id }: MatchedOperation): boolean {
  if (hasOwnRecord(c) || signIns.has(id)) return false
  // A shell leaves records of its own once it runs; 426 is what a page is told that only asks whether it may have one.
  return id !== 'openExec' || (c.res.status >= 400 && c.res.status !== 426)
}

async function recordOf(
  { clusterName }: Pick<ProxyContext, 'clusterName'>,
  c: Context<ProxyEnv>,
  operation: MatchedOperation,
): Promise<AuditRecord> {
  const { cluster, namespace, name, pod } = operation.params
  const { namespace: targetNamespace, name: targetName, ...more } = c.get('target') ?? {}
  return {
    requestId: c.get('requestId'),
    subject: c.get('identity')?.subject ?? '',
    operation: operation.id,
    // A name that nobody knows is told as it came.
    cluster: c.get('cluster') ?? (cluster && (await clusterName(cluster).catch(() => cluster))),
    namespace: namespace ?? targetNamespace,
    name: name ?? pod ?? targetName,
    status: c.res.status,
    ...more,
  }
}

/** What an answer comes to in bytes, as they left by its socket. */
function countBytes(c: Context<ProxyEnv>): () => number | undefined {
  const socket = c.env?.outgoing?.socket
  const before = socket?.bytesWritten ?? 0
  return () => (socket ? socket.bytesWritten - before : undefined)
}
