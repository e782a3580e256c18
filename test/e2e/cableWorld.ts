import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '@catalyst/testing/cluster'
import { TcpGate } from '../support/TcpGate.ts'
import { journeyObjects } from './journeyObjects.ts'
import { startDashboard } from './startDashboard.ts'

const definitions = join(import.meta.dirname, '../../deploy/crds')

export interface CableWorld extends AsyncDisposable {
  /** The dashboard, as a browser reaches it: through the first cable. */
  url: string
  cables: {
    /** Between the browser and the proxy. */
    browser: TcpGate
    /** Between the proxy and the API server. */
    cluster: TcpGate
  }
  /** Adds a namespaced environment to the cluster, past both cables. */
  addEnvironment(name: string): Promise<void>
  objects: ReturnType<typeof journeyObjects>
}

/** The product between two cables that can be pulled, with a pod that counts. */
export async function startCableWorld(): Promise<CableWorld> {
  await using parts = new AsyncDisposableStack()
  const objects = journeyObjects('acme')
  const { environment, status, namespace, home, pod } = objects
  const cluster = parts.use(await startCluster())
  for (const file of await readdir(definitions)) await cluster.apply(await readFile(join(definitions, file), 'utf8'))
  const namespaces = [namespace, home].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }))
  await cluster.apply([...namespaces, { ...environment, status }, pod])

  const toCluster = parts.use(new TcpGate({ host: '127.0.0.1', port: Number(new URL(cluster.url).port) }))
  await toCluster.open()
  const folder = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-cable-')))
  const kubeconfig = join(folder.path, 'kubeconfig')
  const behindCable = cluster.kubeconfig().replace(cluster.url, `https://127.0.0.1:${toCluster.port}`)
  await writeFile(kubeconfig, behindCable, { mode: 0o600 })

  const toProxy = parts.use(new TcpGate({ host: '127.0.0.1', port: 0 }))
  await toProxy.open()
  const url = `http://127.0.0.1:${toProxy.port}`
  const dashboard = parts.use(await startDashboard({ kubeconfig, env: { ALLOWED_ORIGINS: url } }))
  toProxy.target = { host: '127.0.0.1', port: Number(new URL(dashboard.url).port) }

  const owned = parts.move()
  return {
    url,
    cables: { browser: toProxy, cluster: toCluster },
    addEnvironment: (name) =>
      cluster.apply([{ ...environment, metadata: { ...environment.metadata, name }, status: { phase: 'Pending' } }]),
    objects,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
