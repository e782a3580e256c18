import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ConnectionError } from '../errors/ConnectionError.ts'
import { adaptEndpoint, type EndpointRules } from './adaptEndpoint.ts'
import { chooseDefault } from './chooseDefault.ts'
import type { ClusterSource } from './ClusterSource.ts'
import type { ConfiguredCluster } from './ConfiguredCluster.ts'
import { KubeconfigFault } from './decodeKubeconfig.ts'
import { fileSources } from './fileSources.ts'
import { readEndpointRules, type Environment } from './readEndpointRules.ts'
import { serviceAccountSource } from './serviceAccountSource.ts'
import { variableSources } from './variableSources.ts'

export interface ClusterRegistryOptions {
  /** The variables to read. @default process.env */
  env?: Environment | undefined
  /** The kubeconfig that is used where no variable says otherwise. @default `.kube/config` in the home directory */
  homeKubeconfig?: string | undefined
  /** Whether this process runs inside a container. @default whether Docker or Podman left their mark */
  inDocker?: boolean | undefined
  /** Where a pod finds its service account. @default '/var/run/secrets/kubernetes.io/serviceaccount' */
  serviceAccountFolder?: string | undefined
}

/** What the configuration comes to; the first of a name counts. */
export interface LoadedClusters {
  names: string[]
  defaultName: string | undefined
  /** @throws ConnectionError. */
  open(name: string): Promise<ConfiguredCluster>
}

/**
 * Reads the configuration: the variables `KUBECONFIG_<NAME>` and the files of `KUBECONFIG`; else the kubeconfig of the home
 * directory; else the service account of the pod.
 * @throws ConnectionError where something of it can't be used. A broken variable breaks everything on purpose: what was
 * meant for its cluster must not go to the next one instead.
 */
export async function loadClusters(options: ClusterRegistryOptions): Promise<LoadedClusters> {
  const { env = process.env, inDocker = hasContainerMark() } = options
  const rules = readEndpointRules(env, { inDocker })
  const sources = await findSources(env, options)
  const names = [...new Set(sources.map(({ name }) => name))]
  const defaultName = chooseDefault(sources)?.name
  const opened = new Map<string, Promise<ConfiguredCluster>>()

  function open(name: string): Promise<ConfiguredCluster> {
    const present = opened.get(name)
    if (present) return present
    const cluster = openAdapted(name)
    opened.set(name, cluster)
    cluster.catch(() => opened.delete(name))
    return cluster
  }

  async function openAdapted(name: string): Promise<ConfiguredCluster> {
    const source = sources.find((candidate) => candidate.name === name)
    if (!source) throw unknownCluster(name, names)
    const cluster = await openSource(source)
    adapt(cluster, name === defaultName ? rules : { ...rules, apiServerHost: undefined })
    return cluster
  }

  for (const { name, kind } of sources) if (kind === 'variable') await open(name)
  return { names, defaultName, open }
}

async function findSources(env: Environment, options: ClusterRegistryOptions): Promise<ClusterSource[]> {
  const variables = variableSources(env)
  const paths = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path.trim() !== '')
  if (paths.length > 0) {
    const files = await fileSources(paths)
    if (files.length > 0) return [...variables, ...files]
    throw new ConnectionError(
      'KUBECONFIG names no file that exists and has a context. Correct its paths, or unset it.',
      {
        reason: 'InvalidConfiguration',
      },
    )
  }
  if (variables.length > 0) return variables
  const home = await fileSources([options.homeKubeconfig ?? join(env['HOME'] || homedir(), '.kube', 'config')])
  if (home.length > 0) return home
  const folder = options.serviceAccountFolder ?? '/var/run/secrets/kubernetes.io/serviceaccount'
  const serviceAccount = serviceAccountSource(env, folder)
  return serviceAccount ? [serviceAccount] : []
}

async function openSource(source: ClusterSource): Promise<ConfiguredCluster> {
  try {
    return await source.open()
  } catch (error) {
    if (!(error instanceof KubeconfigFault)) throw error
    throw new ConnectionError(`The ${source.origin} can't be used: ${error.message}.`, {
      reason: 'InvalidConfiguration',
    })
  }
}

function adapt(configured: ConfiguredCluster, rules: EndpointRules) {
  for (const cluster of configured.clusters) {
    const { server, skipTLSVerify, name: clusterName } = cluster
    const endpoint = {
      server,
      skipTLSVerify: skipTLSVerify === true,
      clusterName,
      contextName: configured.currentContext,
    }
    Object.assign(cluster, adaptEndpoint(endpoint, rules))
  }
}

function unknownCluster(name: string, names: readonly string[]): ConnectionError {
  return new ConnectionError(`No cluster "${name}" is configured; there are: ${names.join(', ') || 'none'}.`, {
    reason: 'UnknownCluster',
  })
}

function hasContainerMark(): boolean {
  return existsSync('/.dockerenv') || existsSync('/run/.containerenv')
}
