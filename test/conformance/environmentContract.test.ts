import type { EnvironmentStatus } from '@catalyst/api'
import { environmentLabels } from '@catalyst/api/labels'
import { createResourceClient, environments, pods, type KubeConfig } from '@catalyst/kubernetes-client'
import { createCatalystClient, type CatalystClient } from '@catalyst/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder } from './support/installDefinitions.ts'
import { loadKubeConfigAs } from './support/loadKubeConfigAs.ts'
import { leaderElection, operatorAccount, runOperator } from './support/runOperator.ts'
import { useRest } from './support/useRest.ts'

// A cluster of its own: an operator works on every environment that it finds.
const rest = useRest({ apiServerFlags: [] })
let kubeConfig: KubeConfig
let client: CatalystClient

const commitSha = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334'
const sources = [
  { name: 'web', commitSha, branch: 'feature/cart' },
  { name: 'api', branch: 'main' },
]
const pullRequest = { id: 'PR_7', number: 7, url: 'https://git.example.com/acme/shop/pull/7' }

beforeAll(async () => {
  await applyFolder(rest.cluster, 'rbac')
  await applyFolder(rest.cluster, 'policies')
  kubeConfig = await loadKubeConfig(rest.cluster.kubeconfig)
  client = createCatalystClient({ baseUrl: rest.url })
  const repository = 'https://git.example.com/acme/shop.git'
  await client.projects.create({
    metadata: { name: 'shop', namespace: rest.team },
    spec: {
      sources: ['web', 'api'].map((name) => ({ name, repositoryUrl: repository })),
      templates: { development: { type: 'prebuilt', image: { repository: 'registry.example.com/shop' } } },
    },
  })
})
afterAll(() => client.close())

const createEnvironment = (name: string) =>
  client.environments.create({
    metadata: { name },
    spec: { projectRef: { name: 'shop', namespace: rest.team }, sources, pullRequest },
  })
const inCluster = (name: string) =>
  createResourceClient(environments, { kubeConfig }).get({ namespace: rest.home, name })

/** What a page that watches has been told of an environment, each status once. */
function watchStatus(name: string) {
  const told: (EnvironmentStatus | undefined)[] = []
  const topic = { kind: 'environments', cluster: '-', namespace: rest.home } as const
  const stop = client.subscribe(topic, ({ items }) => {
    const found = items.find(({ metadata }) => metadata.name === name)
    if (found !== undefined && (told.length === 0 || told.at(-1) !== found.status)) told.push(found.status)
  })
  return { told, [Symbol.dispose]: stop }
}

describe('what is created through the proxy', () => {
  test('is in the cluster as the operator reads it: its sources, its project and its labels', async () => {
    const created = await createEnvironment('pr-7')
    expect(created.metadata).toMatchObject({ name: 'pr-7', namespace: rest.home })
    const { spec, metadata } = await inCluster('pr-7')
    expect(spec).toMatchObject({
      projectRef: { name: 'shop', namespace: rest.team },
      type: 'development',
      sources,
      pullRequest,
    })
    expect(metadata.labels).toMatchObject(environmentLabels({ team: rest.team, project: 'shop', environment: 'pr-7' }))
  })

  test('has no phase until an operator says one, and then what it says: Building, and Ready with its URL', async () => {
    using watched = watchStatus('pr-7')
    const reference = { namespace: rest.home, name: 'pr-7' }
    await expect.poll(() => watched.told.length).toBe(1)
    const url = 'https://pr-7.preview.example.com/'
    const building = { phase: 'Building', sources: [{ name: 'web', commitSha }] }
    await rest.status('environment', 'pr-7', building)
    await expect.poll(() => watched.told.at(-1), { timeout: 10_000 }).toMatchObject(building)
    expect((await client.environments.get(reference)).status).toMatchObject(building)
    await rest.status('environment', 'pr-7', { phase: 'Ready', url, message: null })
    await expect.poll(() => watched.told.at(-1), { timeout: 10_000 }).toMatchObject({ phase: 'Ready', url })
    expect((await client.environments.get(reference)).status).toMatchObject({ phase: 'Ready', url })
    expect(watched.told.map((status) => status?.phase)).toEqual([undefined, 'Building', 'Ready'])
    const running = await client.environments.list({ team: rest.team, phase: 'running' })
    expect(running.items.map(({ metadata }) => metadata.name)).toContain('pr-7')
    await client.environments.delete(reference)
    await eventually(() => expect(inCluster('pr-7')).rejects.toMatchObject({ status: 404 }))
  })
})

describe('what the operator makes of it', () => {
  const home = () => `${rest.home}-pr-8`

  test('is what the proxy and a page that watches tell, until it is Ready with its URL', async () => {
    await using _operator = await startOperator()
    await createEnvironment('pr-8')
    using watched = watchStatus('pr-8')
    const reference = { namespace: rest.home, name: 'pr-8' }
    const deploying = { phase: 'Deploying', namespace: home(), template: 'prebuilt' }
    await eventually(async () => expect((await client.environments.get(reference)).status).toMatchObject(deploying))
    const [pod] = await eventually(async () => {
      const { items } = await createResourceClient(pods, { kubeConfig }).list({ namespace: home() })
      expect(items).toHaveLength(1)
      return items
    })
    expect(pod?.spec?.containers.map(({ image }) => image)).toEqual([`registry.example.com/shop:${commitSha}`])
    await makeReady(pod?.metadata.name ?? '')

    const url = `http://${home()}.localhost:8080/`
    await eventually(async () =>
      expect((await client.environments.get(reference)).status).toMatchObject({ phase: 'Ready', url }),
    )
    const written = (await inCluster('pr-8')).status
    await expect.poll(() => watched.told.at(-1), { timeout: 10_000 }).toEqual(written)
    expect((await client.environments.get(reference)).status).toEqual(written)
    expect(written?.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }))
    const shown = await client.pods.list({ namespace: home() })
    expect(shown.items.map(({ metadata }) => metadata.name)).toEqual([pod?.metadata.name])
  })

  test('follows the next commit that the proxy is given, and goes when the proxy is told to delete it', async () => {
    await using _operator = await startOperator()
    const reference = { namespace: rest.home, name: 'pr-8' }
    const next = commitSha.split('').reverse().join('')
    await client.environments.patch(reference, { spec: { sources: [{ name: 'web', commitSha: next }] } })
    await eventually(async () => {
      const { items } = await createResourceClient(pods, { kubeConfig }).list({ namespace: home() })
      const images = items.flatMap(({ spec }) => spec?.containers.map(({ image }) => image) ?? [])
      expect(images).toContain(`registry.example.com/shop:${next}`)
    })
    await client.environments.delete(reference)
    await eventually(() => expect(client.environments.get(reference)).rejects.toMatchObject({ code: 'NOT_FOUND' }))
    await expect(inCluster('pr-8')).rejects.toMatchObject({ status: 404 })
  })

  /** As a kubelet says it of a pod: none runs here. */
  async function makeReady(name: string): Promise<void> {
    const lastTransitionTime = new Date().toISOString()
    const conditions = ['Initialized', 'ContainersReady', 'Ready'].map((type) => ({
      type,
      status: 'True',
      lastTransitionTime,
    }))
    const patch = [
      '--subresource=status',
      '--type=merge',
      `--patch=${JSON.stringify({ status: { phase: 'Running', conditions } })}`,
    ]
    await rest.kubectl('patch', 'pod', name, `--namespace=${home()}`, ...patch)
  }
})

/** The operator with the rights that it ships with. */
async function startOperator(): Promise<AsyncDisposable> {
  const access = await loadKubeConfigAs(rest.cluster.kubeconfig, operatorAccount)
  return runOperator(access, { leaderElection: leaderElection() })
}
