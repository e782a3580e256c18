import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { labels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  createWatchCache,
  environments,
  namespaces,
  projects,
  secrets,
  type KubeConfig,
} from '@catalyst/kubernetes-client'
import { loadKubeConfig } from '../../test/cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../../test/cluster/startTestCluster.ts'
import { eventually } from '../../test/conformance/support/eventually.ts'
import { applyFolder, installDefinitions } from '../../test/conformance/support/installDefinitions.ts'
import { simulateNode } from '../../test/support/simulateNode.ts'
import { AuditLog } from '../../test/support/AuditLog.ts'
import { operatorAccess } from './operatorAccess.ts'

export interface OperatorWorld extends AsyncDisposable {
  cluster: TestCluster
  kubeConfig: KubeConfig
  /** Path of a kubeconfig with the operator's own rights. */
  operatorKubeconfig: string
  /** What the operator has asked for. */
  audit: AuditLog
  /** Creates environments until there are so many, spread over projects, and waits until all are Ready. */
  grow: (count: number) => Promise<void>
  /** The Secret of `share`, as `namespace/name`. */
  shared: string
  /** Has all projects name one Secret that images are pulled with, and waits until every environment has its copy. */
  share: () => Promise<void>
}

const team = 'acme'
const registry = 'registry'
const perProject = 50
const operator = 'system:serviceaccount:catalyst-system:catalyst-operator'

/** A real control plane that writes down what the operator asks for, and a simulated node that takes any number of pods. */
export async function startOperatorWorld(): Promise<OperatorWorld> {
  await using parts = new AsyncDisposableStack()
  const folder = parts.use(await mkdtempDisposable(join(tmpdir(), 'catalyst-bench-')))
  const flags = await AuditLog.flagsFor(folder.path, operator)
  const cluster = parts.use(await startTestCluster({ apiServerFlags: flags }))
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  const kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  parts.use(await simulateNode(kubeConfig))
  const operatorKubeconfig = join(folder.path, 'operator.kubeconfig')
  await writeFile(operatorKubeconfig, await operatorAccess(cluster, kubeConfig), { mode: 0o600 })
  await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: team } })
  const kept = parts.move()

  const projectClient = createResourceClient(projects, { kubeConfig })
  const client = createResourceClient(environments, { kubeConfig })
  const sources = [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/app.git' }]
  const template = { type: 'prebuilt' as const, image: { repository: 'docker.io/library/nginx', tag: '1.29' } }
  const nameOf = (index: number) => `p${Math.floor(index / perProject)}`
  let made = 0

  return {
    cluster,
    kubeConfig,
    operatorKubeconfig,
    audit: new AuditLog(join(folder.path, 'audit.log')),
    async grow(count) {
      await using cache = createWatchCache(kubeConfig, environments).start()
      await cache.ready
      const all = new Promise<void>((resolve) => {
        const look = () => {
          const ready = cache.list().filter(({ status }) => status?.phase === 'Ready')
          if (ready.length >= count) resolve()
        }
        cache.subscribe(look)
      })
      for (; made < count; made++) {
        const project = nameOf(made)
        const metadata = { name: `pr-${made}`, namespace: generateNamespace(team, project) }
        if (made % perProject === 0)
          await projectClient.apply({
            metadata: { name: project, namespace: team },
            spec: { sources, templates: { development: template } },
          })
        // The operator makes the project's namespace.
        await eventually(() => client.create({ metadata, spec: { projectRef: { name: project, namespace: team } } }))
      }
      await all
    },
    shared: `${team}/${registry}`,
    async share() {
      const secret = createResourceClient(secrets, { kubeConfig })
      await secret.apply({
        metadata: { name: registry, namespace: team },
        type: 'kubernetes.io/dockerconfigjson',
        data: { '.dockerconfigjson': Buffer.from('{"auths":{}}').toString('base64') },
      })
      const registryCredentials = [{ secretRef: { name: registry } }]
      for (let first = 0; first < made; first += perProject)
        await projectClient.patch({ namespace: team, name: nameOf(first) }, { spec: { registryCredentials } })
      await eventually(
        async () => {
          const { items } = await secret.list({ labelSelector: labels.environment })
          if (items.length < made) throw new Error(`${made - items.length} environments have no copy yet.`)
        },
        { within: 300_000, every: 1000 },
      )
    },
    async [Symbol.asyncDispose]() {
      await kept.disposeAsync()
    },
  }
}
