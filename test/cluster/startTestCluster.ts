import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findFreePorts } from './findFreePorts.ts'
import { holdCluster } from './holdCluster.ts'
import { kubectlOf } from './kubectlOf.ts'
import type { RunOptions } from './runProgram.ts'
import { runProgram } from './runProgram.ts'

export interface TestCluster extends AsyncDisposable {
  /** Path of a kubeconfig whose user is cluster-admin. */
  readonly kubeconfig: string
  /** Whether pods really run there. */
  readonly hasNode: boolean
  /** Whether `compact` and `restart` work: true for the project's own cluster, false for one from elsewhere. */
  readonly controllable: boolean
  /** Runs kubectl and returns what it printed; rejects with what it said on standard error. */
  kubectl(args: readonly string[], options?: RunOptions): Promise<string>
  /**
   * Forgets the history up to now. Watches from older resourceVersions then answer 410 Gone: at once on a cluster
   * started with `--watch-cache=false`, else after `restart('kube-apiserver')`.
   */
  compact(): Promise<void>
  /** Stops a component such as kube-apiserver, starts it again, and waits until the API server answers. */
  restart(component: string): Promise<void>
}

export interface TestClusterOptions {
  /** Whether pods have to run, which takes root on Debian. Default: where that is so. */
  readonly node?: boolean | undefined
  /** Flags of kube-apiserver. A cluster with flags is nobody else's: its own state, its own ports, no node. */
  readonly apiServerFlags?: readonly string[] | undefined
}

const recipe = join(import.meta.dirname, 'cluster')
const canRunPods = process.getuid?.() === 0

/**
 * A Kubernetes cluster: the embedded one where `CATALYST_TEST_CLUSTER` is `embedded`, else a real one: the one that `CATALYST_TEST_KUBECONFIG` names (kind, k3d, the one of the whole test run),
 * else the project's own, started when it is not up. The last one to dispose of a cluster that tests started takes it
 * down, and so does the end of this process, however it comes.
 */
export async function startTestCluster(options: TestClusterOptions = {}): Promise<TestCluster> {
  const { apiServerFlags, node = canRunPods && apiServerFlags === undefined } = options
  if (process.env['CATALYST_TEST_CLUSTER'] === 'embedded') {
    const { startEmbeddedCluster } = await import('./startEmbeddedCluster.ts')
    return startEmbeddedCluster({ node: apiServerFlags === undefined })
  }
  if (apiServerFlags !== undefined) return startPrivateCluster(apiServerFlags)

  const shared = process.env['CATALYST_TEST_KUBECONFIG']
  if (shared !== undefined && shared !== '') {
    const cluster = await describe(shared, { async [Symbol.asyncDispose]() {} })
    if (node && !cluster.hasNode) {
      throw new Error('The cluster of CATALYST_TEST_KUBECONFIG has no node, and this test needs pods that run.')
    }
    return cluster
  }
  if (node && !canRunPods) {
    throw new Error('A node for pods needs root. Name a cluster in CATALYST_TEST_KUBECONFIG instead, such as kind.')
  }
  const held = await holdCluster({ recipe, node, env: node ? {} : controlPlaneOnly() })
  return describe(held.kubeconfig, held)
}

/** A control plane of its own, so that it never stands in the way of one with a node. */
function controlPlaneOnly(): Record<string, string> {
  const directory = process.env['CATALYST_CLUSTER_DIR'] ?? join(tmpdir(), 'catalyst-cluster')
  const port = Number(process.env['CATALYST_CLUSTER_PORT'] ?? 16443)
  return { CATALYST_CLUSTER_DIR: `${directory}-control-plane`, CATALYST_CLUSTER_PORT: String(port + 10) }
}

async function startPrivateCluster(flags: readonly string[]): Promise<TestCluster> {
  const env = {
    // The recipe removes the directory when the cluster goes down or does not come up.
    CATALYST_CLUSTER_DIR: await mkdtemp(join(tmpdir(), 'catalyst-cluster-')),
    CATALYST_CLUSTER_PORT: String(await findFreePorts(3)),
    CATALYST_APISERVER_FLAGS: flags.join(' '),
  }
  const held = await holdCluster({ recipe, node: false, env })
  return describe(held.kubeconfig, held)
}

async function describe(kubeconfig: string, owner: AsyncDisposable): Promise<TestCluster> {
  const directory = dirname(kubeconfig)
  const controllable = existsSync(join(directory, 'kube-apiserver.command'))
  const kubectl = kubectlOf(kubeconfig)

  async function control(...args: readonly string[]): Promise<void> {
    if (!controllable) {
      throw new Error(`'cluster ${args.join(' ')}' needs the project's own cluster; ${kubeconfig} is of another one.`)
    }
    // Its port is written in its directory; the variable may be about another cluster.
    await runProgram('bash', [recipe, ...args], { env: { CATALYST_CLUSTER_DIR: directory, CATALYST_CLUSTER_PORT: '' } })
  }

  const nodes = await kubectl(['get', 'nodes', '--output', 'name'])
  return {
    kubeconfig,
    hasNode: nodes.trim() !== '',
    controllable,
    kubectl,
    compact: () => control('compact'),
    restart: (component) => control('restart', component),
    [Symbol.asyncDispose]: () => owner[Symbol.asyncDispose](),
  }
}
