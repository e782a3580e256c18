import type { Environment } from '@catalyst/api'
import { generateNamespace } from '@catalyst/api/names'
import {
  createResourceClient,
  createWatchCache,
  environments,
  namespaces,
  projects,
  type KubeConfig,
  type ProjectInput,
  type WatchCache,
} from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { simulateNode } from '../support/simulateNode.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { loadKubeConfigAs } from './support/loadKubeConfigAs.ts'
import { operatorAccount, runOperator } from './support/runOperator.ts'

const team = 'acme'
const counts = { large: 150, small: 5, broken: 5, tight: 5, other: 35 }
const total = Object.values(counts).reduce((sum, count) => sum + count, 0)

const parts = new AsyncDisposableStack()
let cluster: TestCluster
let kubeConfig: KubeConfig
let operatorConfig: KubeConfig
let cache: WatchCache<Environment>

beforeAll(async () => {
  const isEmbedded = process.env['CATALYST_TEST_CLUSTER'] === 'embedded'
  // Of its own: an operator works on every environment that it finds, and those of other tests are none of its business.
  cluster = parts.use(await startTestCluster(isEmbedded ? {} : { apiServerFlags: [] }))
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  operatorConfig = await loadKubeConfigAs(cluster.kubeconfig, operatorAccount)
  if (!cluster.hasNode) parts.use(await simulateNode(kubeConfig))
  cache = parts.use(createWatchCache(kubeConfig, environments).start())
  await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: team } })
  for (const name of Object.keys(counts)) await createProject(name as keyof typeof counts)
}, 120_000)
afterAll(() => parts.disposeAsync())

async function createProject(name: keyof typeof counts): Promise<void> {
  const repository = `docker.io/library/${name === 'broken' ? 'no-such-image' : 'nginx'}`
  const template = { type: 'prebuilt' as const, image: { repository, tag: '1.29' } }
  // More than all that an environment of the project may use.
  const tight = { resources: { limits: { cpu: '2', memory: '64Mi' }, requests: { cpu: '10m', memory: '64Mi' } } }
  const spec: ProjectInput['spec'] = {
    sources: [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }],
    templates: { development: name === 'tight' ? { ...template, ...tight } : template },
    resources: { cpu: '1', memory: '1Gi' },
  }
  await createResourceClient(projects, { kubeConfig }).create({ metadata: { name, namespace: team }, spec })
}

async function createAll(): Promise<void> {
  const client = createResourceClient(environments, { kubeConfig })
  for (const [project, count] of Object.entries(counts)) {
    const namespace = generateNamespace(team, project)
    for (let n = 0; n < count; n++)
      await client.create({
        metadata: { name: `pr-${n}`, namespace },
        spec: { projectRef: { name: project, namespace: team } },
      })
  }
}

const projectOf = ({ spec }: Environment) => spec.projectRef.name
const isDeployed = ({ status }: Environment) =>
  status?.conditions?.some(({ type, status: is }) => type === 'Deployed' && is === 'True') === true

test('of 200 environments that are made at once all become Ready but those that can not, and each project has its turn', async () => {
  {
    await using _operator = runOperator(operatorConfig)
    const client = createResourceClient(namespaces, { kubeConfig })
    for (const project of Object.keys(counts))
      await eventually(() => client.get({ name: generateNamespace(team, project) }))
  }
  await createAll()
  await eventually(() => expect(cache.list()).toHaveLength(total))

  /** Projects, in the order in which their environments were deployed. */
  const deployed: string[] = []
  const seen = new Set<string>()
  const unsubscribe = cache.subscribe((change) => {
    if (change.type !== 'MODIFIED' || !isDeployed(change.object)) return
    const { uid = '' } = change.object.metadata
    if (!seen.has(uid)) deployed.push(projectOf(change.object))
    seen.add(uid)
  })
  await using _operator = runOperator(operatorConfig)
  await eventually(
    () => {
      const phases = new Map<string, number>()
      for (const environment of cache.list()) {
        const key = `${projectOf(environment)} ${environment.status?.phase ?? 'Pending'}`
        phases.set(key, (phases.get(key) ?? 0) + 1)
      }
      expect(Object.fromEntries(phases)).toEqual({
        'large Ready': counts.large,
        'small Ready': counts.small,
        'other Ready': counts.other,
        'broken Failed': counts.broken,
        'tight Failed': counts.tight,
      })
    },
    { within: 240_000, every: 500 },
  )
  unsubscribe()
  const messagesOf = (project: string) =>
    new Set(cache.list({ namespace: generateNamespace(team, project) }).map(({ status }) => status?.message))
  for (const message of messagesOf('broken')) expect(message).toContain('can not be pulled')
  for (const message of messagesOf('tight')) expect(message).toContain('quota')

  // Whoever has few does not wait for whoever has many: the large one is not half done when the small one is.
  const untilSmall = deployed.slice(0, deployed.lastIndexOf('small') + 1)
  expect(untilSmall.filter((project) => project === 'small')).toHaveLength(counts.small)
  expect(untilSmall.filter((project) => project === 'large').length).toBeLessThan(counts.large / 2)
}, 300_000)
