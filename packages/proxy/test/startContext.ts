import type { Cluster } from '@catalyst/testing/cluster'
import pino from 'pino'
import type { AuditRecord } from '../src/audit/AuditRecord.ts'
import { createWatchCaches } from '../src/caches/createWatchCaches.ts'
import { createProxyContext } from '../src/context/createProxyContext.ts'
import { createRestContext, type RestContext } from '../src/RestContext.ts'
import { registryOfCluster, startKinds } from './startKinds.ts'

export interface TestContext extends AsyncDisposable {
  context: RestContext
  cluster: Cluster
  audited: AuditRecord[]
}

/** What routes are made from, in front of an embedded cluster: for what has times of its own. */
export async function startContext(): Promise<TestContext> {
  const cluster = await startKinds()
  const stop = new AbortController()
  const audited: AuditRecord[] = []
  const context = createProxyContext(
    { clusters: registryOfCluster(cluster) },
    { logger: pino({ level: 'silent' }), signal: stop.signal, createCaches: createWatchCaches },
  )
  return {
    context: { ...createRestContext(context), audit: (record) => audited.push(record) },
    cluster,
    audited,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await context.caches[Symbol.asyncDispose]()
      await cluster.close()
    },
  }
}
