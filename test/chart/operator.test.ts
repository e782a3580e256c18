import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from '../conformance/support/eventually.ts'
import { ask } from './ask.ts'
import { installChart, type InstalledChart } from './installChart.ts'
import { loadImage } from './loadImage.ts'
import { leastValues } from './render.ts'

const parts = new AsyncDisposableStack()
let cluster: TestCluster
let chart: InstalledChart

const home = 'catalyst-parcels-store'
const team = 'catalyst-parcels'
const project = {
  apiVersion: 'catalyst.catalyst.dev/v1alpha1',
  kind: 'Project',
  metadata: { name: 'store', namespace: team },
  spec: {
    sources: [{ name: 'app', repositoryUrl: 'https://git.example.com/parcels/store.git' }],
    templates: {
      development: {
        type: 'prebuilt',
        image: { repository: 'docker.io/library/busybox', tag: '1' },
        resources: { requests: { cpu: '10m', memory: '16Mi' } },
        values: {
          port: 8080,
          command: ['sh', '-c', 'echo from $WHO > index.html; exec httpd -f -p 8080'],
        },
      },
    },
  },
}
const environment = (name: string) => ({
  apiVersion: 'catalyst.catalyst.dev/v1alpha1',
  kind: 'Environment',
  metadata: { name, namespace: home },
  spec: { projectRef: { name: 'store' }, type: 'development', config: { envVars: { WHO: name } } },
})

beforeAll(async () => {
  cluster = parts.use(await startTestCluster({ node: true }))
  const image = await loadImage(cluster)
  chart = parts.use(await installChart(cluster))
  await chart.kubectl(['create', 'secret', 'generic', 'tokens', '--from-literal=tokens=token-of-ann-0123456789,ann,""'])
  await chart.apply({
    ...leastValues,
    image,
    replicas: 1,
    resources: { requests: { cpu: '10m', memory: '64Mi' } },
    operator: {
      config: { urlTemplate: 'https://{namespace}.preview.example.com', quota: { cpu: '1', memory: '512Mi' } },
      resources: { requests: { cpu: '10m', memory: '64Mi' } },
    },
  })
  await cluster.kubectl(['create', 'namespace', team])
}, 240_000)

afterAll(async () => {
  // While the operator is there to let them go.
  await cluster.kubectl(['delete', 'namespace', home, team, '--ignore-not-found', '--timeout=60s'])
  await parts.disposeAsync()
}, 120_000)

const apply = (object: object) => cluster.kubectl(['apply', '--filename', '-'], { input: JSON.stringify(object) })

async function untilReady(name: string): Promise<void> {
  const there = ['wait', '--namespace', home, `environment/${name}`, '--for=jsonpath={.status.phase}=Ready']
  try {
    await cluster.kubectl([...there, '--timeout=60s'])
  } catch (error) {
    // That it took too long says nothing; the environment does.
    const told = await cluster.kubectl(['get', 'environment', name, '--namespace', home, '--output=yaml'])
    throw new Error(told, { cause: error })
  }
}

/** What the application of an environment answers. The node's rules for a Service come a moment after its pod is ready. */
async function answerOf(name: string): Promise<string> {
  const address = ['get', 'service', 'app', '--namespace', `${home}-${name}`, '--output=jsonpath={.spec.clusterIP}']
  const at = await cluster.kubectl(address)
  return eventually(async () => {
    const { status, text } = await ask({ at, path: '/' })
    if (text === '') throw new Error(`It answered ${status}, and nothing else.`)
    return text.trim()
  })
}

function leader(): Promise<string> {
  return chart.kubectl(['get', 'lease', 'catalyst-operator', '--output=jsonpath={.spec.holderIdentity}'])
}

test('an environment becomes a running thing, whose Service answers', async () => {
  await apply(project)
  await eventually(() => apply(environment('pr-1')))
  await untilReady('pr-1')
  expect(await answerOf('pr-1')).toBe('from pr-1')
  const url = ['get', 'environment', 'pr-1', '--namespace', home, '--output=jsonpath={.status.url}']
  expect(await cluster.kubectl(url)).toBe('https://catalyst-parcels-store-pr-1.preview.example.com/')
}, 120_000)

test('when the pod that leads is killed, the other one takes over', async () => {
  const before = await leader()
  const [pod = ''] = before.split('_')
  await chart.kubectl(['delete', 'pod', pod, '--grace-period=0', '--force'])
  await apply(environment('pr-2'))
  await untilReady('pr-2')
  expect(await leader()).not.toBe(before)
  expect(await answerOf('pr-2')).toBe('from pr-2')
  expect(await answerOf('pr-1')).toBe('from pr-1')
}, 120_000)

test('what is deleted leaves nothing', async () => {
  await cluster.kubectl(['delete', 'environment', 'pr-1', 'pr-2', '--namespace', home, '--timeout=90s'])
  const left = await cluster.kubectl(['get', 'namespaces', '--selector=catalyst.dev/environment', '--output=name'])
  expect(left).toBe('')
}, 120_000)
