import { randomBytes } from 'node:crypto'
import { createCatalystClient } from '@catalyst/sdk'
import type { CatalystClient } from '@catalyst/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestCluster } from '../cluster/startTestCluster.ts'
import type { TestCluster } from '../cluster/startTestCluster.ts'
import { installDefinitions } from '../conformance/support/installDefinitions.ts'
import { journeyObjects } from './journeyObjects.ts'
import { startDashboard } from './startDashboard.ts'
import { TcpGate } from '../support/TcpGate.ts'

const patience = { timeout: 60_000 }
const { name, namespace, home, environment, pod } = journeyObjects(`team-${randomBytes(3).toString('hex')}`)
const stack = new AsyncDisposableStack()
let cluster: TestCluster
let gate: TcpGate
let client: CatalystClient

beforeAll(async () => {
  cluster = stack.use(await startTestCluster({ node: true }))
  await installDefinitions(cluster)
  for (const one of [namespace, home]) {
    await cluster.kubectl(['create', 'namespace', one])
    stack.defer(async () => void (await cluster.kubectl(['delete', 'namespace', one, '--wait=false'])))
  }
  await cluster.kubectl(['apply', '--filename', '-'], { input: JSON.stringify(pod) })
  await cluster.kubectl(['wait', '--namespace', home, '--for=condition=Ready', 'pod/web-0', '--timeout=60s'])

  gate = stack.use(new TcpGate({ host: '127.0.0.1', port: 0 }))
  await gate.open()
  const origin = `http://127.0.0.1:${gate.port}`
  const dashboard = stack.use(
    await startDashboard({ kubeconfig: cluster.kubeconfig, env: { ALLOWED_ORIGINS: origin } }),
  )
  gate.target = { host: '127.0.0.1', port: Number(new URL(dashboard.url).port) }
  client = stack.adopt(createCatalystClient({ baseUrl: origin }), (one) => one.close())
}, 180_000)

afterAll(() => stack.disposeAsync())

test('a log that is cut three times goes on where it was: no line lost, none doubled', async () => {
  const numbers: number[] = []
  const reader = new AbortController()
  const reading = (async () => {
    for await (const event of client.logs({ namespace: home, pod: 'web-0' }, { follow: true, signal: reader.signal })) {
      if (event.event !== 'lines') continue
      for (const { text } of event.data.lines) numbers.push(Number(/^request (\d+) served$/.exec(text)?.[1]))
    }
  })()
  for (let cut = 0; cut < 3; cut++) {
    const before = numbers.length
    await expect.poll(() => numbers.length, patience).toBeGreaterThan(before + 5)
    await gate.shut()
    await gate.open()
  }
  const before = numbers.length
  await expect.poll(() => numbers.length, patience).toBeGreaterThan(before + 5)
  reader.abort()
  await reading.catch(() => undefined)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})

test('a list says that it is stale while the connection is down, and then shows what happened meanwhile', async () => {
  const topic = { kind: 'environments', cluster: '-', namespace } as const
  const statuses: string[] = []
  const stop = client.subscribe(topic, ({ status }) => statuses.push(status))
  const state = () => client.topicState(topic)
  await expect.poll(() => state().status, patience).toBe('live')
  expect(state().items).toEqual([])

  await gate.shut()
  await expect.poll(() => state().status, patience).toBe('stale')
  await cluster.kubectl(['apply', '--filename', '-'], { input: JSON.stringify(environment) })
  await gate.open()

  await expect.poll(() => state().items.map(({ metadata }) => metadata.name), patience).toEqual([name])
  await expect.poll(() => state().status, patience).toBe('live')
  stop()
})

test('a shell that is cut while it writes comes back as the same shell, with every byte once', async () => {
  const session = client.exec({ namespace: home, pod: 'web-0', container: 'web' }, { size: { columns: 80, rows: 24 } })
  let output = ''
  session.onOutput((bytes) => {
    output += Buffer.from(bytes).toString('latin1')
    session.acknowledge(bytes.length)
  })
  await expect.poll(() => output, patience).toMatch(/[#$] /)
  session.write('mine=$$; n=0; while [ $n -lt 40 ]; do n=$((n+1)); echo "count $n."; sleep 0.1; done\n')
  await expect.poll(() => output, patience).toContain('count 5.')
  await gate.shut()
  await expect.poll(() => session.state, patience).toBe('reconnecting')
  await gate.open()
  await expect.poll(() => output, patience).toContain('count 40.')
  const counts = [...output.matchAll(/count (\d+)\./g)].map((match) => Number(match[1]))
  expect(counts).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))

  session.write('[ "$mine" = $$ ] && echo same-"shell"; exit 7\n')
  expect(await session.exit).toMatchObject({ exitCode: 7 })
  expect(output).toContain('same-shell')
})
