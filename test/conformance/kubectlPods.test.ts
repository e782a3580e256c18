import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findFreePorts } from '../cluster/findFreePorts.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { eventually } from './support/eventually.ts'
import { startKubectl } from './support/startKubectl.ts'

let cluster: TestCluster
let home: TestNamespace
const image = 'docker.io/library/busybox:latest'
const serve =
  'mkdir /www; echo served > /www/index.html; httpd -p 8080 -h /www; i=0; while :; do echo "tick $i"; i=$((i+1)); sleep 0.2; done'

/** Ends when it is told to, as `sleep` by itself does not under the number 1. */
const ends = "trap 'exit 0' TERM; while :; do sleep 0.1; done"

beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  home = await createTestNamespace(cluster)
  if (!cluster.hasNode) return
  await eventually(() => kubectl('get', 'serviceaccount', 'default'))
  await kubectl(
    'run',
    'host',
    `--image=${image}`,
    '--image-pull-policy=IfNotPresent',
    '--port=8080',
    '--',
    'sh',
    '-c',
    serve,
  )
  await kubectl('wait', 'pod/host', '--for=condition=Ready', '--timeout=50s')
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})
beforeEach(({ skip }) => {
  skip(!cluster.hasNode, 'pods do not run on this cluster, which takes root or a cluster with nodes')
})

const kubectl = (...args: string[]) => cluster.kubectl(['--namespace', home.name, ...args])
const start = (args: string[], options: { terminal?: boolean } = {}) =>
  startKubectl(['--namespace', home.name, ...args], { kubeconfig: cluster.kubeconfig, ...options })

test('kubectl logs --follow goes on', async () => {
  await using following = start(['logs', 'host', '--follow'])
  await following.printed('tick 1\n')
  const last = /tick (\d+)\n$/.exec(following.output())?.[1]
  await following.printed(`tick ${Number(last) + 3}\n`)
})

test('kubectl exec gives output and exit code', async () => {
  await using running = start(['exec', 'host', '--', 'sh', '-c', 'echo out; exit 7'])
  expect(await running.exited).toBe(7)
  expect(running.output()).toContain('out\n')
})

test('kubectl exec --stdin --tty is a terminal', async () => {
  await using shell = start(['exec', '--stdin', '--tty', 'host', '--', 'sh'], { terminal: true })
  await shell.printed('# ')
  shell.type('echo $((6*7)) $(tty)\r')
  await shell.printed(/42 \/dev\/pts\/\d+/)
  shell.type('exit 5\r')
  expect(await shell.exited).toBe(5)
})

test('kubectl port-forward reaches what listens in the pod', async () => {
  const port = await findFreePorts(1)
  await using forwarding = start(['port-forward', 'pod/host', `${port}:8080`])
  await forwarding.printed('Forwarding from 127.0.0.1')
  const answer = await fetch(`http://127.0.0.1:${port}/`)
  expect(answer.status).toBe(200)
  expect((await answer.text()).length).toBeGreaterThan(0)
})

test('kubectl describe tells how a pod came up', async () => {
  const text = await kubectl('describe', 'pod', 'host')
  for (const reason of ['Scheduled', 'Created', 'Started'])
    expect(text).toMatch(new RegExp(String.raw`Normal\s+${reason}`))
  expect(text).toMatch(/State:\s+Running/)
})

test('kubectl top shows what a pod uses', async () => {
  const text = await eventually(() => kubectl('top', 'pod', 'host'), { within: 55_000, every: 1000 })
  expect(text).toMatch(/host\s+\d+m\s+\d+Mi/)
})

test('kubectl rollout status waits for a deployment, whose pods go with it', async () => {
  const container = { name: 'main', image, imagePullPolicy: 'IfNotPresent', command: ['sh', '-c', ends] }
  const labels = { app: 'web' }
  const template = { metadata: { labels }, spec: { containers: [container] } }
  const deployment = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
    spec: { replicas: 2, selector: { matchLabels: labels }, template },
  }
  const input = JSON.stringify(deployment)
  await cluster.kubectl(['--namespace', home.name, 'create', '--filename=-'], { input })
  expect(await kubectl('rollout', 'status', 'deployment/web', '--timeout=50s')).toContain('successfully rolled out')
  expect((await kubectl('get', 'pods', '--selector=app=web', '--output=name')).trim().split('\n')).toHaveLength(2)
  await kubectl('delete', 'deployment', 'web', '--wait', '--cascade=foreground', '--timeout=50s')
  await eventually(async () => {
    expect(await kubectl('get', 'pods', '--selector=app=web', '--output=name')).toBe('')
  })
})
