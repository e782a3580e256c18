import { randomBytes } from 'node:crypto'
import type { TestCluster } from '../cluster/startTestCluster.ts'
import { chart, helm } from './helm.ts'

export interface ServingPod {
  name: string
  ip: string
}

export interface InstalledChart extends AsyncDisposable {
  readonly namespace: string
  /** Address of the Service. */
  readonly address: string
  /** Installs it, or changes it to these values, and waits until it serves. */
  apply(values: object): Promise<void>
  uninstall(): Promise<void>
  /** The pods that serve. */
  pods(): Promise<readonly ServingPod[]>
  /** kubectl in its namespace. */
  kubectl(args: readonly string[], input?: string): Promise<string>
}

const release = 'catalyst'
const selector = 'app.kubernetes.io/name=catalyst,app.kubernetes.io/component=server'

/** A namespace to install the chart in with Helm, as release `catalyst`. Its disposal leaves nothing of it. */
export async function installChart(cluster: TestCluster): Promise<InstalledChart> {
  const namespace = `catalyst-${randomBytes(4).toString('hex')}`
  const env = { KUBECONFIG: cluster.kubeconfig, HELM_CACHE_HOME: '/nonexistent', HELM_CONFIG_HOME: '/nonexistent' }
  const kubectl = (args: readonly string[], input?: string) =>
    cluster.kubectl(['--namespace', namespace, ...args], { input })
  await cluster.kubectl(['create', 'namespace', namespace])
  const here = ['--namespace', namespace, '--wait', '--timeout', '90s']
  let installed = false

  async function uninstall(): Promise<void> {
    await helm(['uninstall', release, ...here], { env })
    installed = false
  }

  /** Helm alone says that it waited for too long. */
  async function whatHappened(): Promise<string> {
    const asked = [
      ['get', 'pods', '--output', 'wide'],
      ['logs', '--selector', selector, '--tail=20', '--prefix', '--ignore-errors'],
      ['get', 'events', '--sort-by=.lastTimestamp'],
    ]
    const told = await Promise.all(asked.map((args) => kubectl(args).catch(String)))
    return told.join('\n')
  }

  return {
    namespace,
    // Chosen by us, because the API server would choose it only when the Service is there.
    address: '10.96.77.77',
    async apply(values) {
      installed = true
      // Others may have brought the roles onto a shared cluster before.
      const options = ['--install', '--take-ownership', ...here, '--values', '-']
      const upgrading = helm(['upgrade', release, chart, ...options], { env, input: JSON.stringify(values) })
      await upgrading.catch(async (error: unknown) => {
        throw new Error(`${String(error)}\n${await whatHappened()}`, { cause: error })
      })
    },
    uninstall,
    async pods() {
      const listed = await kubectl(['get', 'pods', '--selector', selector, '--output', 'json'])
      const { items } = JSON.parse(listed) as {
        items: {
          metadata: { name: string; deletionTimestamp?: string }
          status: { podIP?: string; conditions?: { type: string; status: string }[] }
        }[]
      }
      return items
        .filter(({ metadata, status }) => {
          const ready = status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')
          return ready === true && metadata.deletionTimestamp === undefined
        })
        .map(({ metadata, status }) => ({ name: metadata.name, ip: status.podIP ?? '' }))
    },
    kubectl,
    async [Symbol.asyncDispose]() {
      if (installed) await uninstall()
      await cluster.kubectl(['delete', 'namespace', namespace])
    },
  }
}
