import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
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
