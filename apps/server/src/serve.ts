import { setTimeout as sleep } from 'node:timers/promises'
import type { ClusterRegistry } from '@catalyst/kubernetes-client'
import { createLogger, describeListenError, UsageError } from '@catalyst/program'
import { createProxy, type AuditLog, type Diversion, type Proxy, type ProxyOptions } from '@catalyst/proxy'
import type { Logger } from 'pino'
import { openAudit } from './audit/openAudit.ts'
import type { Configuration } from './configuration/configurationSchema.ts'
import { apiServersOf } from './configuration/apiServersOf.ts'
import { createAuthenticate } from './configuration/createAuthenticate.ts'
import { createOutput, type Output } from './logging/createOutput.ts'
import { serveEnvironments } from './environments/serveEnvironments.ts'
import { serveMetrics } from './metrics/serveMetrics.ts'
import type { Surroundings } from './Surroundings.ts'

export interface Served {
  clusters: ClusterRegistry
  /** Whether it is the embedded cluster: then nobody keeps records of what is done to it. */
  embedded: boolean
  /** Said below the address. */
  greeting?: string | undefined
}

/** Serves until it is asked to stop, and then ends in order: readyz, streams and shells, sockets, the last records. */
export async function serve(surroundings: Surroundings, configuration: Configuration, served: Served): Promise<void> {
  const { out, stopped, onReopen } = surroundings
  await using parts = new AsyncDisposableStack()
  const output = parts.use(createOutput(out))
  const { proxy, audit, logger } = assemble(surroundings, configuration, { ...served, output })
  if (audit !== undefined) {
    parts.defer(() => closeAudit(audit, surroundings))
    if (configuration.audit.file !== undefined) parts.defer(onReopen(() => audit.reopen()))
  }
  parts.use(proxy)
  const { host, port, metrics, shutdown } = configuration
  const diversion = diversionOf(configuration, { clusters: served.clusters, logger })
  const listening = await listen(() => proxy.listen({ diversion }), { host, port })
  const apart = metrics.port
  if (apart !== undefined) {
    const address = { host, port: apart }
    const server = parts.use(await listen(() => serveMetrics(() => proxy.metrics(), address), address))
    logger.info({ port: server.port }, 'metrics are served apart')
  }
  output.write(`Catalyst is at ${listening.url}\n${served.greeting ?? ''}`)
  const delayMs = shutdown.delaySeconds * 1000
  const signal = await stopped({ delayMs })
  logger.info({ signal }, 'stopping')
  proxy.drain()
  // Who presses Ctrl-C waits for it.
  if (signal === 'SIGTERM') await sleep(delayMs)
}

/** Only on loopback and with the rights of whoever started it: elsewhere an environment's address is an ingress's to serve. */
function diversionOf(
  { identity, environmentAddresses }: Configuration,
  { clusters, logger }: Pick<Served, 'clusters'> & { logger: Logger },
): Diversion | undefined {
  if (!environmentAddresses) return undefined
  if (identity === 'none') return serveEnvironments({ cluster: () => clusters.get(), logger })
  logger.info({ identity }, 'addresses of environments are not served here, because callers sign in')
  return undefined
}

/** Makes everything that serving takes, and lets it go again: what can't be used is found without listening. */
export async function check(surroundings: Surroundings, configuration: Configuration, served: Served): Promise<void> {
  await using output = createOutput(surroundings.out)
  const { proxy, audit } = assemble(surroundings, configuration, { ...served, output })
  await proxy[Symbol.asyncDispose]()
  await audit?.close({ timeoutMs: 0 })
}

function assemble(
  { dashboard, out }: Surroundings,
  configuration: Configuration,
  { clusters, embedded, output }: Served & { output: Output },
) {
  const { host, port, publicUrl, basePath, allowedOrigins, limits, impersonation, rightsIntervalMs } = configuration
  const { debugImage, metrics, logLevel = embedded ? 'warn' : 'info' } = configuration
  const pretty = out.isTTY === true
  const logger = createLogger({ pretty, write: (text) => output.write(text), level: logLevel })
  // On a terminal and for the embedded cluster, records are lines of the log, as its level lets them through.
  const ownAudit = configuration.audit.file !== undefined || !(pretty || embedded)
  const audit = ownAudit ? openAudit(configuration.audit, out) : undefined
  const proxy = configure({
    clusters,
    authenticate: createAuthenticate(configuration),
    host,
    port,
    publicUrl,
    basePath,
    allowedOrigins,
    limits,
    impersonation,
    rightsIntervalMs,
    debugImage,
    apiServers: apiServersOf(configuration),
    logger,
    audit,
    metricsRoute: metrics.port === undefined,
    assets: { root: dashboard },
  })
  return { proxy, audit, logger }
}

async function closeAudit(audit: AuditLog, { err }: Surroundings): Promise<void> {
  const lost = await audit.close({ timeoutMs: 1000 })
  if (lost > 0) err.write(`${lost} audit records could not be written before the end.\n`)
}

/** What createProxy refuses are options that a person has to change. */
function configure(options: ProxyOptions): Proxy {
  try {
    return createProxy(options)
  } catch (error) {
    throw error instanceof Error ? new UsageError(error.message, { cause: error }) : error
  }
}

async function listen<T>(open: () => Promise<T>, at: { host: string; port: number }): Promise<T> {
  try {
    return await open()
  } catch (error) {
    const message = describeListenError(error, { ...at, settings: { host: '--host ', port: '--port ' } })
    throw message === undefined ? error : new UsageError(message, { cause: error })
  }
}
