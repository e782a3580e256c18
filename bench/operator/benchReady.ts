import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  createWatchCache,
  environments,
  isNotFound,
  namespaces,
  projects,
  type ClusterAccess,
} from '@catalyst/kubernetes-client'
import { loadKubeConfig } from '../../test/cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../../test/cluster/startTestCluster.ts'
import { eventually } from '../../test/conformance/support/eventually.ts'
import { applyFolder, installDefinitions } from '../../test/conformance/support/installDefinitions.ts'
import { simulateNode } from '../../test/support/simulateNode.ts'
import { median, type Row } from '../report/Row.ts'
import { operatorAccess } from './operatorAccess.ts'
import { startOperatorProcess } from './startOperatorProcess.ts'

const team = 'bench-ready'
const project = 'web'
const home = generateNamespace(team, project)
const kinds = 'resourcequotas,limitranges,networkpolicies,serviceaccounts,rolebindings,services,deployments'

export interface ReadyBenchOptions {
  rounds: number
  /** Whether pods run on a simulated node, at once: what is left is the time of whoever makes the objects. */
  isSimulated: boolean
}

interface Applied {
  apiVersion: string
  kind: string
  metadata: Record<string, unknown> & { name: string; namespace?: string; labels?: Record<string, string> }
  status?: unknown
}

/** From create to Ready of an image that is on the node, in turns with `kubectl apply` of the same objects and `kubectl wait`. */
export async function benchReady({ rounds, isSimulated }: ReadyBenchOptions): Promise<Row[]> {
  await using cluster = await startTestCluster(isSimulated ? { apiServerFlags: [] } : { node: true })
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-bench-'))
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  await using _node = isSimulated ? await simulateNode(kubeConfig) : undefined
  const operatorKubeconfig = join(folder.path, 'operator.kubeconfig')
  await writeFile(operatorKubeconfig, await operatorAccess(cluster, kubeConfig), { mode: 0o600 })
  await using _operator = await startOperatorProcess(operatorKubeconfig)
  await createProject(kubeConfig)

  const ours: number[] = []
  const peer: number[] = []
  const going: string[] = []
  // The first of each warms up what both use.
  for (let round = 0; round <= rounds; round++) {
    const name = `r${round}`
    const readyMs = await timeEnvironment(kubeConfig, name)
    const applied = await applyTwin(cluster, { name, file: join(folder.path, 'twin.json') })
    if (round > 0) {
      ours.push(readyMs)
      peer.push(applied.ms)
    }
    await createResourceClient(environments, { kubeConfig }).delete({ namespace: home, name })
    await createResourceClient(namespaces, { kubeConfig }).delete({ name: applied.namespace })
    going.push(generateNamespace(team, project, name), applied.namespace)
  }
  for (const namespace of going) await gone(kubeConfig, namespace)
  for (const name of [team, home]) await createResourceClient(namespaces, { kubeConfig }).delete({ name })
  return [{ what: 'from create to Ready', unit: 'ms', ours: median(ours), peer: median(peer), more: false }]
}

async function createProject(kubeConfig: ClusterAccess): Promise<void> {
  await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: team } })
  const values = { command: ['httpd'], args: ['-f', '-p', '8080', '-h', '/etc'], port: 8080 }
  const template = { type: 'prebuilt' as const, image: { repository: 'docker.io/library/busybox', tag: '1' }, values }
  await createResourceClient(projects, { kubeConfig }).apply({
    metadata: { name: project, namespace: team },
    spec: {
      sources: [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/app.git' }],
      templates: { development: template },
    },
  })
  await eventually(() => createResourceClient(namespaces, { kubeConfig }).get({ name: home }))
}

async function timeEnvironment(kubeConfig: ClusterAccess, name: string): Promise<number> {
  await using cache = createWatchCache(kubeConfig, environments, { namespace: home }).start()
  await cache.ready
  const ready = new Promise<void>((resolve) => {
    cache.subscribe(() => {
      if (cache.get({ namespace: home, name })?.status?.phase === 'Ready') resolve()
    })
  })
  const began = performance.now()
  const spec = { projectRef: { name: project, namespace: team } }
  await createResourceClient(environments, { kubeConfig }).create({ metadata: { name, namespace: home }, spec })
  await ready
  return performance.now() - began
}

/** Applies what the operator has made once more, in a namespace of its own and out of the operator's sight. */
async function applyTwin(cluster: TestCluster, { name, file }: { name: string; file: string }) {
  const original = generateNamespace(team, project, name)
  const namespace = `twin-${name}`
  const selector = '--selector=catalyst.dev/environment'
  const read = async (args: readonly string[]) =>
    JSON.parse(await cluster.kubectl(['get', ...args, '--output=json'])) as unknown
  const { items } = (await read([kinds, selector, `--namespace=${original}`])) as { items: Applied[] }
  const whole = [(await read(['namespace', original])) as Applied, ...items].map(asApplied)
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: whole })
  await writeFile(file, text.replaceAll(original, namespace).replaceAll('catalyst.dev/', 'bench.example.com/'))
  const began = performance.now()
  await cluster.kubectl(['apply', '--server-side', `--filename=${file}`])
  await cluster.kubectl([
    'wait',
    '--for=condition=Available',
    'deployment/app',
    `--namespace=${namespace}`,
    '--timeout=120s',
  ])
  return { namespace, ms: performance.now() - began }
}

/** An object as it was sent: without what the cluster has added. */
function asApplied({ status: _, metadata, ...object }: Applied): Applied {
  const { name, namespace, labels } = metadata
  const fields = (object as { spec?: Record<string, unknown> }).spec
  const { clusterIP: __, clusterIPs: ___, finalizers: ____, ...spec } = fields ?? {}
  const kept = { name, ...(namespace !== undefined && { namespace }), ...(labels !== undefined && { labels }) }
  return { ...object, metadata: kept, ...(fields !== undefined && { spec }) }
}

async function gone(kubeConfig: ClusterAccess, name: string): Promise<void> {
  await eventually(
    async () => {
      const left = await createResourceClient(namespaces, { kubeConfig })
        .get({ name })
        .catch((error: unknown) => {
          if (!isNotFound(error)) throw error
        })
      if (left !== undefined) throw new Error(`The namespace ${name} is still there.`)
    },
    { within: 120_000 },
  )
}
