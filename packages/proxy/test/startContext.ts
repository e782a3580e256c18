import pino from 'pino'
import { createWatchCaches } from '../src/caches/createWatchCaches.ts'
import { createProxyContext } from '../src/context/createProxyContext.ts'
import { createRestContext, type RestContext } from '../src/RestContext.ts'
import type { AuditRecord } from '../src/audit/AuditRecord.ts'
import { startApiServer, type ApiServer } from './startApiServer.ts'
import { registryOf } from './startProxy.ts'

export interface TestContext extends AsyncDisposable {
  context: RestContext
  api: ApiServer
  audited: AuditRecord[]
  /** Shuts down, as closing a proxy does. */
  stop(): void
}

/** What routes are made from, in front of a small API server: for what has times of its own. */
export async function startContext(): Promise<TestContext> {
  const api = await startApiServer()
  const stop = new AbortController()
  const audited: AuditRecord[] = []
  const context = createProxyContext(
    { clusters: registryOf(api) },
    { logger: pino({ level: 'silent' }), signal: stop.signal, createCaches: createWatchCaches },
  )
  return {
    context: { ...createRestContext(context), audit: (record) => audited.push(record) },
    api,
    audited,
    stop: () => stop.abort(),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await context.caches[Symbol.asyncDispose]()
      await api[Symbol.asyncDispose]()
    },
  }
}
