import type { MiddlewareHandler } from 'hono'
import type { OperationId } from '@catalyst/api'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'

/** They read, although they are sent as POST. */
const readingPosts = new Set<OperationId>(['reviewAccess', 'postStream'])

/** Leaves an audit record of every operation that changes something, refused ones included. Exec and logs leave their own. */
export function auditWrites({
  audit,
  clusterName,
}: Pick<ProxyContext, 'audit' | 'clusterName'>): MiddlewareHandler<ProxyEnv> {
  return async function auditWrites(c, next) {
    await next()
    const operation = c.get('operation')
    if (operation === undefined || operation.contract.method === 'get' || readingPosts.has(operation.id)) return
    const { cluster, namespace, name, pod } = operation.params
    const target = c.get('target')
    audit({
      requestId: c.get('requestId'),
      subject: c.get('identity')?.subject ?? '',
      operation: operation.id,
      // A name that nobody knows is told as it came.
      cluster: cluster === undefined ? undefined : await clusterName(cluster).catch(() => cluster),
      namespace: namespace ?? target?.namespace,
      name: name ?? pod ?? target?.name,
      status: c.res.status,
      note: target?.note,
    })
  }
}
