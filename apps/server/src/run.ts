import { createClusterRegistry, isConnectionError } from '@catalyst/kubernetes-client'
import { createLogger, UsageError } from '@catalyst/program'
import type { Configuration } from './configuration/configurationSchema.ts'
import { serverConfiguration } from './configuration/serverConfiguration.ts'
import { readFlags, usage } from './configuration/readFlags.ts'
import { greetingOf } from './embedded/greetingOf.ts'
import { reservePort } from './embedded/reservePort.ts'
import { startEmbeddedCluster } from './embedded/startEmbeddedCluster.ts'
import { check, serve } from './serve.ts'
import type { Surroundings } from './Surroundings.ts'

/** Serves until it is asked to stop. @returns the exit code. */
export async function run(surroundings: Surroundings): Promise<number> {
  const { args, env, out, err } = surroundings
  try {
    const flags = readFlags(args)
    if (flags.help) {
      out.write(usage)
      return 0
    }
    const configuration = serverConfiguration.read({ values: flags.values, file: flags.config }, env)
    // The kubeconfig of the home directory is not taken by itself: nobody should find a demonstration in production.
    const clusters = createClusterRegistry({ env, homeKubeconfig: '' })
    const configured = (await clusters.list()).length > 0
    if (!configured) requireDemo(configuration, env)
    if (flags.checkConfig) {
      await check(surroundings, configuration, { clusters, embedded: !configured })
      out.write('OK\n')
    } else if (configured) {
      await serve(surroundings, configuration, { clusters, embedded: false })
    } else {
      await serveEmbedded(surroundings, configuration)
    }
    return 0
  } catch (error) {
    err.write(`${explain(error)}\n`)
    return 1
  }
}

/** @throws UsageError where a server without a cluster must not show an embedded one: in a pod, people would take it for theirs. */
function requireDemo({ demo }: Configuration, env: Surroundings['env']): void {
  const inPod = (env['KUBERNETES_SERVICE_HOST'] ?? '') !== ''
  if (demo ?? !inPod) return
  throw new UsageError(
    inPod
      ? 'No cluster is configured: this pod has no token of a service account. Set automountServiceAccountToken: true for it, or name clusters by KUBECONFIG or KUBECONFIG_<NAME>.'
      : 'No cluster is configured. Name one by KUBECONFIG or KUBECONFIG_<NAME>, or set demo: true for the embedded one.',
  )
}

/** Without a cluster of the person's own it shows one that lives in this process. */
async function serveEmbedded(surroundings: Surroundings, configuration: Configuration): Promise<void> {
  const { shutdown, logLevel = 'warn' } = configuration
  // From now on, so that who ends it while it starts finds nothing left behind either.
  const asked = surroundings.stopped({ delayMs: shutdown.delaySeconds * 1000 })
  // Addresses of environments are written down before there is a server.
  const port = await reservePort(configuration)
  const { out } = surroundings
  const logger = createLogger({ pretty: out.isTTY === true, write: (text) => void out.write(text), level: logLevel })
  await using embedded = await startEmbeddedCluster({ port, logger, selfDeploy: configuration.seedSelfDeploy })
  const { kubeconfig } = embedded
  const clusters = createClusterRegistry({ env: { KUBECONFIG: kubeconfig }, homeKubeconfig: '' })
  const served = { clusters, embedded: true, greeting: greetingOf(kubeconfig) }
  await serve({ ...surroundings, stopped: () => asked }, { ...configuration, port }, served)
}

/** What a person can act on is said in a line; anything else is a fault of ours and keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof UsageError || isConnectionError(error)) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
