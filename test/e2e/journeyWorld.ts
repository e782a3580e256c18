import { randomBytes } from 'node:crypto'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { installDefinitions } from '../conformance/support/installDefinitions.ts'
import { TcpGate } from '../support/TcpGate.ts'
import { journeyObjects } from './journeyObjects.ts'
import { startDashboard, type Dashboard } from './startDashboard.ts'

export interface JourneyWorld extends AsyncDisposable {
  /** The dashboard, as a browser reaches it: through the first cable. */
  url: string
  cables: {
    /** Between the browser and the proxy. */
    browser: TcpGate
    /** Between the proxy and the API server. */
    cluster: TcpGate
  }
  cluster: TestCluster
  objects: ReturnType<typeof journeyObjects>
  /** Adds an environment to the cluster, past both cables. */
  addEnvironment(name: string): Promise<void>
  /** Takes one away, past both cables. */
  removeEnvironment(name: string): Promise<void>
  /** Ends the proxy, as a deployment does. */
  stopProxy(): Promise<void>
  startProxy(): Promise<void>
  /** One of the proxy's metrics: the sum of its samples with a label such as `kind="log"`. */
  metric(name: string, label: string): Promise<number>
}

/** The product between two cables that can be pulled, on a cluster with a pod that counts. */
export async function startJourneyWorld(): Promise<JourneyWorld> {
  await using parts = new AsyncDisposableStack()
  const objects = journeyObjects(`team-${randomBytes(3).toString('hex')}`)
  const { environment, status, name, namespace, home, pod } = objects
  const cluster = parts.use(await startTestCluster({ node: true }))
  await installDefinitions(cluster)
  const apply = (object: object) => cluster.kubectl(['apply', '--filename', '-'], { input: JSON.stringify(object) })
  for (const one of [namespace, home]) {
    await cluster.kubectl(['create', 'namespace', one])
    parts.defer(async () => void (await cluster.kubectl(['delete', 'namespace', one, '--wait=false'])))
  }
  await apply(pod)
  await cluster.kubectl(['wait', '--namespace', home, '--for=condition=Ready', 'pod/web-0', '--timeout=60s'])
  await apply(environment)
  const patch = ['--subresource=status', '--type=merge', '--patch', JSON.stringify({ status })]
  await cluster.kubectl(['patch', 'environment', name, '--namespace', namespace, ...patch])

  const kubeconfig = await readFile(cluster.kubeconfig, 'utf8')
  const server = new URL(/server: ["']?(https:\/\/[^\s"',}]+)/.exec(kubeconfig)?.[1] ?? '')
  const toCluster = parts.use(new TcpGate({ host: server.hostname, port: Number(server.port) }))
  await toCluster.open()
  const folder = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-journey-')))
  const behindCable = join(folder.path, 'kubeconfig')
  await writeFile(behindCable, kubeconfig.replace(server.origin, `https://127.0.0.1:${toCluster.port}`), {
    mode: 0o600,
  })

  const toProxy = parts.use(new TcpGate({ host: '127.0.0.1', port: 0 }))
  await toProxy.open()
  const url = `http://127.0.0.1:${toProxy.port}`
  let dashboard: Dashboard | undefined
  parts.defer(() => stopProxy())
  async function startProxy() {
    dashboard = await startDashboard({ kubeconfig: behindCable, env: { ALLOWED_ORIGINS: url } })
    toProxy.target = { host: '127.0.0.1', port: Number(new URL(dashboard.url).port) }
  }
  async function stopProxy() {
    await dashboard?.interrupt()
    dashboard = undefined
  }
  await startProxy()

  const owned = parts.move()
  return {
    url,
    cables: { browser: toProxy, cluster: toCluster },
    cluster,
    objects,
    addEnvironment: async (one) =>
      void (await apply({ ...environment, metadata: { ...environment.metadata, name: one } })),
    removeEnvironment: async (one) =>
      void (await cluster.kubectl(['delete', 'environment', one, '--namespace', namespace])),
    stopProxy,
    startProxy,
    async metric(name, label) {
      const text = await (await fetch(`${dashboard?.url ?? ''}/metrics`)).text()
      const samples = text.split('\n').filter((line) => line.startsWith(`${name}{`) && line.includes(label))
      return samples.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
