import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from '../conformance/support/eventually.ts'
import { openEnvironment, type OpenedEnvironment } from './openEnvironment.ts'
import { shopChart } from './shopChart.ts'

let cluster: TestCluster
let environment: OpenedEnvironment

beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
})

afterAll(() => cluster[Symbol.asyncDispose]())

beforeEach(async () => {
  environment = await openEnvironment(cluster)
  return () => environment[Symbol.asyncDispose]()
})

const hook = (events: string) => `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: { helm.sh/hook: "${events}" }
spec:
  template:
    spec:
      restartPolicy: Never
      nodeSelector: { example.com/nowhere: "true" }
      containers: [{ name: migrate, image: docker.io/library/busybox:1 }]
`

/** A chart that waits, since no node takes the pod of its hook. */
const waiting = (events: string) => shopChart({ 'templates/migrate.yaml': hook(events) })

const status = async () =>
  (JSON.parse(await environment.helm(['history', 'pr-1', '--output', 'json'])) as { status: string }[]).at(-1)?.status

/** Kills the deployer and the Helm that it runs as soon as the release is in a state. */
async function killWhen(pid: number, wanted: string): Promise<void> {
  await eventually(async () => expect(await status()).toBe(wanted))
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)])
  for (const process of [pid, ...stdout.trim().split(/\s+/).map(Number)]) globalThis.process.kill(process, 'SIGKILL')
}

test('an installation that was killed is taken away and made anew', async () => {
  const killed = await environment.carryOut(
    { files: waiting('pre-install') },
    { meanwhile: ({ pid }) => killWhen(pid, 'pending-install') },
  )
  expect(killed.result.reason, killed.log).toBe('Killed')
  const { result, log } = await environment.carryOut({ files: shopChart() })
  expect(result, log).toMatchObject({ ok: true })
  expect(log).toContain('pending-install')
  expect(await status()).toBe('deployed')
})

test('an upgrade that was killed goes back to what was deployed, and on from there', async () => {
  const installed = await environment.carryOut({ files: shopChart(), values: { greeting: 'one' } })
  expect(installed.result, installed.log).toMatchObject({ ok: true })
  const killed = await environment.carryOut(
    { files: waiting('post-upgrade'), values: { greeting: 'two' } },
    { meanwhile: ({ pid }) => killWhen(pid, 'pending-upgrade') },
  )
  expect(killed.result.reason, killed.log).toBe('Killed')
  const { result, log } = await environment.carryOut({ files: shopChart(), values: { greeting: 'three' } })
  expect(result, log).toMatchObject({ ok: true })
  expect(log).toContain('rolling back to revision 1')
  expect(await status()).toBe('deployed')
  const greeting = ['get', 'configmap', 'greeting', '--output=jsonpath={.data.text}']
  expect(await environment.kubectl(greeting)).toBe('three')
})

test('a hook that does not end is told, and does not stand in the way of the next', async () => {
  const slow = await environment.carryOut({ files: waiting('pre-install'), timeoutSeconds: 30 })
  expect(slow.result, slow.log).toMatchObject({ ok: false, reason: 'ReleaseFailed' })
  expect(slow.result.message).toContain('hook')
  const { result, log } = await environment.carryOut({ files: shopChart() })
  expect(result, log).toMatchObject({ ok: true })
})

test('after an installation that failed the next one is an installation too, with its hooks', async () => {
  const prepared = `apiVersion: v1
kind: ConfigMap
metadata: { name: prepared, annotations: { helm.sh/hook: pre-install } }
`
  const broken = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: broken }\ndata: { "no key!": x }\n'
  const files = shopChart({ 'templates/prepared.yaml': prepared })
  const failed = await environment.carryOut({ files: { ...files, 'templates/broken.yaml': broken } })
  expect(failed.result, failed.log).toMatchObject({ ok: false, reason: 'ApplyRefused' })
  await environment.kubectl(['delete', 'configmap', 'prepared'])
  const { result, log } = await environment.carryOut({ files })
  expect(result, log).toMatchObject({ ok: true })
  expect(await environment.kubectl(['get', 'configmap', 'prepared', '--output=name'])).toContain('prepared')
  expect(await status()).toBe('deployed')
})

test('a removal whose hook does not end is finished without it', async () => {
  const installed = await environment.carryOut({ files: waiting('pre-delete') })
  expect(installed.result, installed.log).toMatchObject({ ok: true })
  const removed = await environment.carryOut({ action: 'remove', timeoutSeconds: 20 })
  expect(removed.result, removed.log).toMatchObject({ ok: true, reason: 'Removed' })
  expect(removed.result.message).toContain('without its hooks')
  expect(await environment.kubectl(['get', 'deployments,services,secrets', '--output=name'])).toBe('')
})

test('when the deployer is asked to end, Helm notes it, and nothing is stuck', async () => {
  const stopped = await environment.carryOut(
    { files: waiting('pre-install') },
    {
      async meanwhile({ pid }) {
        await eventually(async () => expect(await status()).toBe('pending-install'))
        process.kill(pid, 'SIGTERM')
      },
    },
  )
  expect(stopped.result, stopped.log).toMatchObject({ ok: false, reason: 'Interrupted', retry: true })
  expect(await status()).toBe('failed')
})
