import { createResourceClient, deployments, namespaces, resourceQuotas, services } from '@catalyst/kubernetes-client'
import { parseQuantity } from '@catalyst/api/quantities'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { expectShown } from './expectShown.ts'
import { loadWebImage } from './loadWebImage.ts'
import { openBrowser } from './openBrowser.ts'
import { startOperatorWorld, type OperatorWorld, type WorldProject } from './operatorWorld.ts'
import { showPageOnFailure } from './showPageOnFailure.ts'
import { startEmptyRegistry } from './startEmptyRegistry.ts'
import { tracesOf } from './tracesOf.ts'

/** How long a rollout may take here, in seconds. */
const deadline = 45
/** Longest wait for a page to show what the cluster knows. */
const patience = { timeout: 20_000 }
const resources = { requests: { cpu: '5m', memory: '8Mi' }, limits: { cpu: '200m', memory: '32Mi' } }

const parts = new AsyncDisposableStack()
let world: OperatorWorld
let shop: WorldProject
let page: Page
let errors: readonly string[]
let repository: string

beforeAll(async () => {
  const env = { CATALYST_OPERATOR_DEPLOY_TIMEOUT_SECONDS: String(deadline) }
  const registry = parts.use(await startEmptyRegistry())
  world = parts.use(await startOperatorWorld({ env }))
  repository = `${registry.host}/web`
  for (const release of ['one', 'two', 'three']) await loadWebImage(world.cluster, { repository, release })
  const image = { repository, tag: 'one' }
  shop = await world.project('shop', { development: { type: 'prebuilt', image, resources } })
  const browser = parts.use(await openBrowser())
  page = browser.page
  errors = browser.errors
}, 240_000)

afterAll(() => parts.disposeAsync(), 180_000)

const kubectl = (...args: string[]) => world.cluster.kubectl(args)

const showOnFailure = () => showPageOnFailure(page, world)
const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('an environment of a prebuilt image', () => {
  test('becomes Ready, and its URL answers over HTTP and WebSocket, in a browser', async () => {
    showOnFailure()
    await shop.create('pr-1', { config: { envVars: { WHO: 'ada' } } })
    const { status } = await shop.untilPhase('pr-1', 'Ready')
    expect(await shop.answerOf('pr-1')).toMatchObject({ status: 200, text: 'release one for ada' })
    expect(shop.phasesOf('pr-1')).toEqual(['Pending', 'Initializing', 'Deploying', 'Ready'])

    await page.goto(shop.pageOf('pr-1'))
    const link = page.getByRole('link', { name: new URL(status?.url ?? '').host })
    const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()])
    await opened.getByText('release one for ada').waitFor(patience)
    const said = await opened.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket(`ws://${location.host}/socket`)
          socket.onopen = () => socket.send('hello from the page')
          socket.onmessage = ({ data }) => resolve(data)
          socket.onerror = reject
        }),
    )
    expect(said).toBe('19 bytes came')
    await opened.close()
  })

  test('rolls to the next release, and its URL answers all the while', async () => {
    showOnFailure()
    const asking = keepAsking('pr-1')
    await shop.change('pr-1', { config: { image: 'two' } })
    await asking.until('release two for ada')
    await shop.until('pr-1', ({ status, metadata }) => {
      expect(status).toMatchObject({ phase: 'Ready', observedGeneration: metadata.generation })
      expect(status?.conditions).toContainEqual(expect.objectContaining({ type: 'Available', status: 'True' }))
    })
    const answers = await asking.stop()
    expect([...new Set(answers)]).toEqual(['200 release one for ada', '200 release two for ada'])
    expect(shop.phasesOf('pr-1').at(-1)).toBe('Ready')
  })

  test('is superseded by a newer release while one rolls that never comes up, and answers all the while', async () => {
    showOnFailure()
    const asking = keepAsking('pr-1')
    await shop.change('pr-1', { config: { image: 'nowhere' } })
    const { status } = await shop.untilPhase('pr-1', 'Failed')
    expect(status?.message).toContain(`The image ${repository}:nowhere of app can not be pulled`)
    const shown = await expectShown(page, shop, 'pr-1')
    expect(shown).toContain(`What ran before goes on answering at ${status?.url}`)
    await shop.change('pr-1', { config: { image: 'three' } })
    await asking.until('release three for ada')
    await shop.untilPhase('pr-1', 'Ready')
    const answers = await asking.stop()
    expect([...new Set(answers)]).toEqual(['200 release two for ada', '200 release three for ada'])
    const images = ['get', 'pods', `--namespace=${shop.homeOf('pr-1')}`, '--field-selector=status.phase!=Succeeded']
    await eventually(async () =>
      expect(await kubectl(...images, '--output=jsonpath={.items[*].spec.containers[*].image}')).toBe(
        `${repository}:three`,
      ),
    )
  })

  test.each([
    ['Deployment', deployments],
    ['Service', services],
  ])('has its %s again after somebody has deleted it', async (_kind, kind) => {
    showOnFailure()
    const client = createResourceClient(kind as typeof services, { kubeConfig: world.kubeConfig })
    const app = { namespace: shop.homeOf('pr-1'), name: 'app' }
    const before = await client.get(app)
    await client.delete(app)
    await eventually(async () => expect((await client.get(app)).metadata?.uid).not.toBe(before.metadata?.uid))
    await eventually(async () => expect(await shop.answerOf('pr-1')).toMatchObject({ status: 200 }))
    await shop.untilPhase('pr-1', 'Ready')
  })

  test('has its quota again after somebody has raised it', async () => {
    const client = createResourceClient(resourceQuotas, { kubeConfig: world.kubeConfig })
    const quota = { namespace: shop.homeOf('pr-1'), name: 'catalyst' }
    const before = await client.get(quota)
    await client.patch(quota, { spec: { hard: { 'limits.cpu': '64' } } })
    await eventually(async () => {
      const { spec } = await client.get(quota)
      const cpu = spec?.hard?.['limits.cpu']
      expect(parseQuantity(cpu ?? '')).toBe(parseQuantity(before.spec?.hard?.['limits.cpu'] ?? ''))
    })
  })
})

describe('an environment that can not run', () => {
  const never = { command: ['sh', '-c', 'trap exit TERM; sleep 3600 & wait'] }

  // All at once: most of the time of each is waiting.
  beforeAll(async () => {
    const image = { repository, tag: 'one' }
    const large = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } }
    const small = { resources: { cpu: '100m', memory: '64Mi' } }
    const tight = await world.project('tight', { development: { type: 'prebuilt', image, resources: large } }, small)
    projects = { shop, tight }
    await tight.create('quota')
    await shop.create('registry', { config: { image: '127.0.0.1:1/web:one' } })
    await shop.create('tag', { config: { image: 'four' } })
    await shop.create('crash', { values: { command: ['sh', '-c', 'echo no database >&2; exit 3'] } })
    await shop.create('deaf', { values: never })
    await shop.create('held')
    await shop.create('secret', { config: { envFrom: [{ secretRef: { name: 'payment' } }] } })
  })
  let projects: Record<string, WorldProject>

  test.each([
    [
      'a registry that is not there',
      'registry',
      /^The image 127\.0\.0\.1:1\/web:one of app can not be pulled: .*Check its name and tag/,
    ],
    [
      'a tag that is not there',
      'tag',
      /^The image \S+\/web:four of app can not be pulled: .*not found.*Check its name and tag/,
    ],
    [
      'a program that ends at once',
      'crash',
      /^The container app of app-\S+ ended with exit code 3 .*Its log says why\.$/,
    ],
  ])('is Failed and says why, in the dashboard too: %s', async (_what, name, message) => {
    showOnFailure()
    await shop.untilPhase(name, 'Failed')
    await shop.until(name, ({ status }) => expect(status?.message).toMatch(message))
    expect(await expectShown(page, shop, name)).toMatch(message)
    expect(shop.phasesOf(name)).not.toContain('Ready')
  })

  test('waits for a Secret that is missing, and says which one', async () => {
    showOnFailure()
    const missing = `There is no Secret payment in the namespace ${shop.namespace}`
    await shop.until('secret', ({ status }) => expect(status?.message).toContain(missing))
    expect(await expectShown(page, shop, 'secret')).toContain('Create it; it is looked for again.')
    await shop.untilPhase('secret', 'Pending')
    await kubectl('create', 'secret', 'generic', 'payment', `--namespace=${shop.namespace}`, '--from-literal=WHO=eve')
  })

  test('waits, while it is deleted, for what somebody else holds in its namespace, and says what', async () => {
    showOnFailure()
    await shop.untilPhase('held', 'Ready')
    const metadata = { name: 'held', namespace: shop.homeOf('held'), finalizers: ['example.com/hold'] }
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata })
    await world.cluster.kubectl(['create', '--filename', '-'], { input })
    await shop.delete('held')
    const holder = expect.stringContaining('example.com/hold in 1 resource instances')
    const held = expect.objectContaining({ type: 'Terminating', reason: 'NamespaceHeld', message: holder })
    await shop.until('held', ({ status }) => expect(status?.conditions).toContainEqual(held))
    expect(await expectShown(page, shop, 'held')).toContain('example.com/hold')
  })

  test('is Failed when its quota is too small, and says by how much', async () => {
    showOnFailure()
    const { tight } = projects as { tight: WorldProject }
    await tight.untilPhase('quota', 'Failed')
    const message = await expectShown(page, tight, 'quota')
    expect(message).toMatch(/quota.*limits\.memory=1Gi.*raise spec\.resources of the Project/s)
  })

  test('is Failed when it is not ready in time, and says what it waited for', async () => {
    showOnFailure()
    await shop.untilPhase('deaf', 'Failed', 90_000)
    const message = await expectShown(page, shop, 'deaf')
    expect(message).toMatch(new RegExp(`did not come to an end in ${deadline} s\\. The container app of app-\\S+ runs`))
  })

  test('is deployed again from its page, once what was missing is there', async () => {
    showOnFailure()
    await expectShown(page, shop, 'tag')
    await loadWebImage(world.cluster, { repository, release: 'four' })
    await button('Deploy again').click()
    await shop.untilPhase('tag', 'Ready')
    await page.locator('.catalyst-environment-status[data-phase=Ready]').waitFor(patience)
    expect((await shop.answerOf('tag')).text).toBe('release four for nobody')
    await shop.until('tag', ({ spec, status }) => {
      expect(spec.retryRequest).toBeDefined()
      expect(status?.retryRequest).toBe(spec.retryRequest)
    })
  })
  test('goes on by itself when the Secret is there that it waited for', async () => {
    showOnFailure()
    await shop.untilPhase('secret', 'Ready', 90_000)
    expect((await shop.answerOf('secret')).text).toBe('release one for eve')
  })
})

test('an environment that breaks later is Degraded, and Ready again after a restart from its page', async () => {
  showOnFailure()
  await shop.untilPhase('pr-1', 'Ready')
  await shop.answerOf('pr-1', 'break')
  await shop.untilPhase('pr-1', 'Degraded')
  expect(await expectShown(page, shop, 'pr-1')).toMatch(/ended with exit code 7 .*Its log says why\.$/)
  await button('Restart').click()
  await shop.untilPhase('pr-1', 'Ready')
  expect((await shop.answerOf('pr-1')).text).toBe('release three for ada')
  await page.locator('.catalyst-environment-status[data-phase=Ready]').waitFor(patience)
})

describe('an environment that is deleted', () => {
  test('from its page leaves nothing in the cluster', async () => {
    showOnFailure()
    const environment = await shop.untilPhase('pr-1', 'Ready')
    const home = await createResourceClient(namespaces, { kubeConfig: world.kubeConfig }).get({
      name: shop.homeOf('pr-1'),
    })
    const texts = [environment.metadata.uid ?? '', home.metadata?.uid ?? '', shop.homeOf('pr-1')]
    expect(await tracesOf(world.kubeConfig, texts)).toContain(`namespaces /${shop.homeOf('pr-1')}`)
    await page.goto(shop.pageOf('pr-1'))
    await button('Delete').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await shop.untilGone('pr-1')
    expect(await tracesOf(world.kubeConfig, texts)).toEqual([])
    await page.goto(shop.pageOf('pr-1'))
    await page.getByText(/was not found in the cluster/).waitFor(patience)
  })

  test('and whose namespace is held is removed by force from its page', async () => {
    showOnFailure()
    const home = shop.homeOf('held')
    await expectShown(page, shop, 'held')
    // It is offered when a deletion takes longer than a minute.
    await button('Remove by force').click({ timeout: 80_000 })
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('held')
    await dialog.getByRole('button', { name: 'Remove by force' }).click()
    await shop.untilGone('held')
    expect(await kubectl('get', 'namespace', home, '--output=jsonpath={.status.phase}')).toBe('Terminating')
    const letGo = '--patch={"metadata":{"finalizers":null}}'
    await kubectl('patch', 'configmap', 'held', `--namespace=${home}`, '--type=merge', letGo)
    await kubectl('wait', '--for=delete', `namespace/${home}`, '--timeout=30s')
    expect(errors).toEqual([])
  })
})

/** Asks an environment again and again, as people do, and keeps what it answers. */
function keepAsking(name: string) {
  const answers: string[] = []
  let goesOn = true
  const asking = (async () => {
    while (goesOn) {
      const answer = await shop.answerOf(name).then(({ status, text }) => `${status} ${text}`, String)
      answers.push(answer)
    }
  })()
  return {
    until: (text: string) => eventually(() => expect(answers.at(-1)).toContain(text), { within: 60_000 }),
    async stop() {
      goesOn = false
      await asking
      return answers
    },
  }
}
