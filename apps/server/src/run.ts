import type { Writable } from 'node:stream'
import { createClusterRegistry, isConnectionError, type ClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy, type Proxy, type ProxyOptions } from '@catalyst/proxy'
import { createLogger } from './createLogger.ts'
import { describeListenError } from './describeListenError.ts'
import { greetingOf } from './embedded/greetingOf.ts'
import { startEmbeddedCluster } from './embedded/startEmbeddedCluster.ts'
import { readOptions, usage, UsageError, type ServerOptions } from './readOptions.ts'

export interface Surroundings {
  args: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  /** Folder of the built dashboard. */
  dashboard: string
  out: Pick<Writable, 'write'> & { isTTY?: boolean | undefined }
  err: Pick<Writable, 'write'>
  /** Resolves when this process is asked to end. */
  stopped: () => Promise<string>
}

/** Serves until it is asked to stop. @returns the exit code. */
export async function run(surroundings: Surroundings): Promise<number> {
  const { args, env, out, err } = surroundings
  try {
    const options = readOptions(args, env)
    if (options.help) {
      out.write(usage)
      return 0
    }
    // The kubeconfig of the home directory is not taken by itself: nobody should find a demonstration in production.
    const clusters = createClusterRegistry({ env, homeKubeconfig: '' })
    if ((await clusters.list()).length > 0) await serve(surroundings, options, { clusters })
    else await serveEmbedded(surroundings, options)
    return 0
  } catch (error) {
    err.write(`${explain(error)}\n`)
    return 1
  }
}

/** Without a cluster of the person's own it shows one that lives in this process. */
async function serveEmbedded(surroundings: Surroundings, options: ServerOptions): Promise<void> {
  // From now on, so that who ends it while it starts finds nothing left behind either.
  const asked = surroundings.stopped()
  const onError = (error: unknown) => void surroundings.err.write(`${explain(error)}\n`)
  await using embedded = await startEmbeddedCluster({ onError, ingressPort: options.port && options.port + 1 })
  const clusters = createClusterRegistry({ env: { KUBECONFIG: embedded.kubeconfig }, homeKubeconfig: '' })
  const { kubeconfig } = embedded
  const served = { clusters, logLevel: 'warn', greeting: greetingOf(kubeconfig) }
  await serve({ ...surroundings, stopped: () => asked }, options, served)
}

interface Served {
  clusters: ClusterRegistry
  /** Where the environment names none. */
  logLevel?: string | undefined
  /** Said below the address. */
  greeting?: string | undefined
}

async function serve(
  { env, dashboard, out, stopped }: Surroundings,
  { host, port, publicUrl, allowedOrigins }: ServerOptions,
  { clusters, logLevel, greeting = '' }: Served,
): Promise<void> {
  const logger = createLogger({
    pretty: out.isTTY === true,
    write: (text) => void out.write(text),
    level: env['LOG_LEVEL'] ?? logLevel,
  })
  await using proxy = configure({
    clusters,
    host,
    port,
    publicUrl,
    allowedOrigins,
    logger,
    assets: { root: dashboard },
  })
  const listening = await proxy.listen().catch((error: unknown) => {
    const message = describeListenError(error, { host, port })
    throw message === undefined ? error : new UsageError(message, { cause: error })
  })
  out.write(`Catalyst is at ${listening.url}\n${greeting}`)
  logger.info({ signal: await stopped() }, 'stopping')
}

/** What createProxy refuses are options that a person has to change. */
function configure(options: ProxyOptions): Proxy {
  try {
    return createProxy(options)
  } catch (error) {
    throw error instanceof Error ? new UsageError(error.message, { cause: error }) : error
  }
}

/** What a person can act on is said in a line; anything else is a fault of ours and keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof UsageError || isConnectionError(error)) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
