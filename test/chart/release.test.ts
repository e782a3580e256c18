import { afterAll, beforeAll, expect, test } from 'vitest'
import { labels } from '@catalyst/api'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { openEnvironment, type OpenedEnvironment } from './openEnvironment.ts'
import { shopChart } from './shopChart.ts'

let cluster: TestCluster
let environment: OpenedEnvironment

beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  environment = await openEnvironment(cluster)
})

afterAll(async () => {
  await environment[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const revisions = async () =>
  (JSON.parse(await environment.helm(['history', 'pr-1', '--output', 'json'])) as { status: string }[]).map(
    ({ status }) => status,
  )

test('a chart is installed with values, variables and the labels of the environment', async () => {
  const values = { greeting: 'hi', env: { WHO: 'ann' } }
  const { code, result, log } = await environment.carryOut({ files: shopChart(), values })
  expect(result, log).toMatchObject({ ok: true, reason: 'Deployed' })
  expect(code).toBe(0)
  expect(result.objects).toContainEqual({ kind: 'Deployment', name: 'pr-1-web', generation: 1 })
  const deployment = JSON.parse(await environment.kubectl(['get', 'deployment', 'pr-1-web', '--output=json'])) as object
  const owner = { [labels.team]: 'acme', [labels.project]: 'shop', [labels.environment]: 'pr-1' }
  expect(deployment).toMatchObject({
    metadata: { labels: { app: 'web', ...owner }, annotations: { 'catalyst.dev/deployed-by': 'deployer' } },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web', ...owner } },
        spec: { containers: [{ env: [{ name: 'WHO', value: 'ann' }] }] },
      },
    },
  })
})

test('a run that finds everything as it should be adds no revision, and one that finds it changed repairs it', async () => {
  const values = { greeting: 'hi', env: { WHO: 'ann' } }
  const before = await revisions()
  const again = await environment.carryOut({ files: shopChart(), values })
  expect(again.result.message, again.log).toMatch(/^Revision 1 is as it should be/)
  expect(await revisions()).toEqual(before)
  await environment.kubectl(['delete', 'service', 'web'])
  await environment.kubectl(['set', 'env', 'deployment/pr-1-web', 'WHO=eve'])
  const repaired = await environment.carryOut({ files: shopChart(), values })
  expect(repaired.result, repaired.log).toMatchObject({ ok: true })
  expect(repaired.log).toContain('repairing it')
  expect(await environment.kubectl(['get', 'service', 'web', '--output=name'])).toContain('web')
  const who = '--output=jsonpath={.spec.template.spec.containers[0].env[0].value}'
  expect(await environment.kubectl(['get', 'deployment', 'pr-1-web', who])).toBe('ann')
  expect(await revisions()).toEqual(['superseded', 'deployed'])
})

test('a chart that changed is upgraded, what it has no more goes, and values that are gone count no more', async () => {
  const { 'templates/web.yaml': _web, ...files } = shopChart()
  const { result, log } = await environment.carryOut({ files })
  expect(result, log).toMatchObject({ ok: true })
  expect(result.objects ?? []).toEqual([])
  expect(await environment.kubectl(['get', 'deployments,services', '--output=name'])).toBe('')
  expect(await environment.kubectl(['get', 'configmap', 'greeting', '--output=jsonpath={.data.text}'])).toBe('hello')
})

test('charts beside the chart are taken along, and an Ingress without a host gets that of the environment', async () => {
  const main = `${shopChart()['Chart.yaml']}dependencies:\n  - { name: note, version: 0.x.x, repository: "file://../note" }\n`
  const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  rules:
    - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
`
  const files = {
    ...Object.fromEntries(
      Object.entries(shopChart({ 'Chart.yaml': main, 'templates/ingress.yaml': ingress })).map(([path, text]) => [
        `charts/shop/${path}`,
        text,
      ]),
    ),
    'charts/note/Chart.yaml': 'apiVersion: v2\nname: note\nversion: 0.1.0\n',
    'charts/note/templates/note.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: note }\n',
  }
  const { result, log } = await environment.carryOut({ files, path: 'charts/shop' })
  expect(result, log).toMatchObject({ ok: true })
  expect(await environment.kubectl(['get', 'configmap', 'note', '--output=name'])).toContain('note')
  const host = await environment.kubectl(['get', 'ingress', 'web', '--output=jsonpath={.spec.rules[0].host}'])
  expect(host).toBe(`${environment.namespace}.preview.example.com`)
})

test('hooks are labelled too, and what looks like a template once it is rendered stays as it is', async () => {
  const files = shopChart({
    'templates/hook.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: hooked, annotations: { helm.sh/hook: "post-install,post-upgrade" } }
data: { dashboard: '{{ "{{ .Values.greeting }}" }}' }
`,
    'templates/NOTES.txt': 'See {{ "{{ this }}" }}.',
  })
  const { result, log } = await environment.carryOut({ files })
  expect(result, log).toMatchObject({ ok: true })
  const hook = JSON.parse(await environment.kubectl(['get', 'configmap', 'hooked', '--output=json'])) as object
  expect(hook).toMatchObject({
    metadata: { labels: { [labels.environment]: 'pr-1' } },
    data: { dashboard: '{{ .Values.greeting }}' },
  })
  expect(await environment.helm(['get', 'notes', 'pr-1'])).toContain('See {{ this }}.')
  const again = await environment.carryOut({ files })
  expect(again.result.message, again.log).toContain('is as it should be')
})

test('only the newest revisions are kept', async () => {
  for (const greeting of ['a', 'b']) {
    const { result, log } = await environment.carryOut({ files: shopChart(), values: { greeting } })
    expect(result, log).toMatchObject({ ok: true })
  }
  expect(await revisions()).toHaveLength(5)
}, 120_000)

test('what is removed leaves nothing, and removing it again is no fault', async () => {
  const removed = await environment.carryOut({ action: 'remove' })
  expect(removed.result, removed.log).toMatchObject({ ok: true, reason: 'Removed' })
  const left = await environment.kubectl(['get', 'deployments,services,secrets', '--output=name'])
  expect(left).toBe('')
  const again = await environment.carryOut({ action: 'remove' })
  expect(again.result, again.log).toMatchObject({ ok: true, reason: 'Removed', message: 'There is no release.' })
})
