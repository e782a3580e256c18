import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import {
  createClusterRegistry,
  createResourceClient,
  environments,
  isConnectionError,
  isNotFound,
  type ClusterAccess,
} from '@catalyst/kubernetes-client'
import { createOperator, type Operator } from '@catalyst/operator'
import { createLogger, describeListenError, UsageError } from '@catalyst/program'
import type { Configuration } from './configuration/configurationSchema.ts'
import { operatorConfiguration } from './configuration/operatorConfiguration.ts'
import { readFlags, usage } from './configuration/readFlags.ts'
import { settingsOf } from './configuration/settingsOf.ts'
import { install } from './install/install.ts'
import { serveProbes, type ProbeServer } from './serveProbes.ts'
import type { Surroundings } from './Surroundings.ts'

/** Works until it is asked to stop. @returns the exit code. */
export async function run(surroundings: Surroundings): Promise<number> {
  const { args, env, out, err, deploy } = surroundings
  try {
    const flags = readFlags(args)
    if (flags.help) {
      out.write(usage)
      return 0
    }
    const configuration = operatorConfiguration.read(flags, env)
    // The kubeconfig of the home directory is not taken by itself: what works on a cluster has to be pointed at it.
    const clusters = createClusterRegistry({ env, homeKubeconfig: '' })
    if ((await clusters.list()).length === 0)
      throw new UsageError('No cluster is named. Set KUBECONFIG to the path of the kubeconfig of the one to work on.')
    if (flags.checkConfig) {
      out.write('OK\n')
      return 0
    }
    const kubeConfig = await clusters.get()
    if (flags.install) out.write(`${await install(kubeConfig, deploy)} objects of Catalyst are applied.\n`)
    await requireKinds(kubeConfig)
    return await work(surroundings, configuration, kubeConfig)
  } catch (error) {
    err.write(`${explain(error)}\n`)
    return 1
  }
}

async function work(
  { env, out, stopped }: Surroundings,
  configuration: Configuration,
  kubeConfig: ClusterAccess,
): Promise<number> {
  const { logLevel, probes, leaderElection } = configuration
  const logger = createLogger({
    pretty: out.isTTY === true,
    write: (text) => void out.write(text),
    level: logLevel,
  })
  const stop = new AbortController()
  const { enabled, name, namespace = ownNamespace() } = leaderElection
  const operator = createOperator({
    kubeConfig,
    logger,
    settings: settingsOf(configuration),
    leaderElection: enabled ? { name, namespace, identity: identityOf(env) } : undefined,
  })
  await using server = await listen(operator, probes)
  logger.info({ host: probes.host, port: server.port }, 'probes and metrics are served')
  void stopped().then((signal) => {
    logger.info({ signal }, 'stopping')
    stop.abort()
  })
  const end = await operator.run({ signal: stop.signal })
  if (end === 'stopped') return 0
  logger.error(
    { lease: `${namespace}/${name}` },
    'the Lease is lost: another replica leads, or the API server was away too long',
  )
  return 1
}

async function listen(operator: Operator, at: Configuration['probes']): Promise<ProbeServer> {
  try {
    return await serveProbes(operator, at)
  } catch (error) {
    const message = describeListenError(error, { ...at, settings: { host: 'probes.host: ', port: 'probes.port: ' } })
    throw message === undefined ? error : new UsageError(message, { cause: error })
  }
}

/** @throws UsageError where the cluster does not know Catalyst's kinds: watching them would only fail, again and again. */
async function requireKinds(kubeConfig: ClusterAccess): Promise<void> {
  try {
    await createResourceClient(environments, { kubeConfig }).list({ limit: 1 })
  } catch (error) {
    if (!isNotFound(error)) throw error
    throw new UsageError(
      "The cluster does not know Catalyst's kinds. Install the Helm chart, or begin with --install.",
      { cause: error },
    )
  }
}

/** No two processes share it: a pod that is started anew under its name has to wait for its own old Lease. */
function identityOf(env: Surroundings['env']): string {
  return `${env['POD_NAME'] || hostname()}_${crypto.randomUUID()}`
}

function ownNamespace(): string {
  try {
    return readFileSync('/var/run/secrets/kubernetes.io/serviceaccount/namespace', 'utf8').trim()
  } catch {
    return 'catalyst-system'
  }
}

/** What a person can act on is said in a line; anything else is a fault of ours and keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof UsageError || isConnectionError(error)) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
