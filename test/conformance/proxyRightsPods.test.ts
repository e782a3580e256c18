import { randomBytes } from 'node:crypto'
import type { Pod, PodMetricsResult } from '@catalyst/api'
import type { KubeConfig } from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { namesIn } from './support/openEvents.ts'
import { openShell } from './support/openShell.ts'
import { peopleByName } from './support/peopleByName.ts'
import { runPod } from './support/runPod.ts'
import { startProxyOn, type ProxyOnCluster } from './support/startProxyOn.ts'

const run = randomBytes(3).toString('hex')
const named = (name: string) => `${name}-${run}`
const owner = named('owner')
const observer = named('observer')
const getter = named('getter')
const leaver = named('leaver')
const debugged = named('debugger')
const image = 'docker.io/library/busybox:latest'

let cluster: TestCluster
let home: TestNamespace
let proxy: ProxyOnCluster
let kubeConfig: KubeConfig
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  if (!cluster.hasNode) return
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  home = await createTestNamespace(cluster)
  kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  for (const [person, role] of [
    [owner, 'owner'],
    [observer, 'observer'],
    [leaver, 'owner'],
  ] as const) {
    await kubectl('create', 'rolebinding', person, `--clusterrole=catalyst-${role}`, `--user=${person}`)
  }
  // API servers before 1.35 let a WebSocket with the verb "get" run commands.
  await kubectl('create', 'role', getter, '--verb=get', '--resource=pods,pods/exec')
  await kubectl('create', 'rolebinding', getter, `--role=${getter}`, `--user=${getter}`)
  await kubectl('create', 'role', debugged, '--verb=get,patch', '--resource=pods,pods/ephemeralcontainers')
  await kubectl('create', 'rolebinding', debugged, `--role=${debugged}`, `--user=${debugged}`)
  const subject = { kubeConfig, namespace: home.name, compact: () => cluster.compact() }
  const script = 'i=0; while true; do echo "line $i"; i=$((i+1)); sleep 0.2; done'
  await runPod(subject, 'host', { containers: [{ name: 'main', script }] })
  await runPod(subject, 'over', { containers: [{ name: 'main', script: 'echo bye' }], until: 'Succeeded' })
  proxy = await startProxyOn(cluster, {
    authenticate: peopleByName({ [owner]: [], [observer]: [], [getter]: [], [leaver]: [], [debugged]: [] }),
    rightsIntervalMs: 500,
    debugImage: image,
  })
})
afterAll(async () => {
  await proxy?.[Symbol.asyncDispose]()
  await home?.[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})
beforeEach(({ skip }) => {
  skip(!cluster.hasNode, 'pods do not run on this cluster, which takes root or a cluster with nodes')
})

const kubectl = (...args: string[]) => cluster.kubectl([`--namespace=${home.name}`, ...args])
const pod = (name: string, action: string) => `/clusters/-/namespaces/${home.name}/pods/${name}/${action}`
const exec = (person: string, command: string[]) =>
  proxy.call<{ stdout?: string; code?: string; detail?: string }>(person, pod('host', 'exec'), {
    method: 'POST',
    body: { command },
  })
const shell = (person: string, headers: Record<string, string> = {}) =>
  openShell(`${proxy.url}/api/v1${pod('host', 'exec')}?tty=true&stdin=true&stdout=true`, {
    authorization: `Bearer ${person}`,
    ...headers,
  })

describe('an observer', () => {
  test('reads logs and usage', async () => {
    expect((await proxy.call<string>(observer, pod('host', 'log'))).body).toContain('line 0')
    await eventually(
      async () => {
        const { body } = await proxy.call<PodMetricsResult>(observer, pod('host', 'metrics'))
        expect(body).toMatchObject({ available: true })
      },
      { within: 55_000, every: 500 },
    )
  })

  test('runs no command, opens no shell and debugs nothing, and is told the right that is missing', async () => {
    const { status, body } = await exec(observer, ['id'])
    expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
    expect(body.detail).toContain('You may not create pods/exec "host"')
    await expect(shell(observer)).rejects.toThrow('refused with 403')
    const debug = await proxy.call(observer, pod('host', 'debug'), { method: 'POST', body: {} })
    expect([debug.status, debug.body.code]).toEqual([403, 'FORBIDDEN'])
    expect(debug.body.detail).toContain('You may not patch pods/ephemeralcontainers "host"')
  })
})

test('usage is polled once, and shown to those who may see it', async () => {
  const topic = `metrics:-/${home.name}`
  await using theirs = await proxy.stream(observer, topic)
  await using others = await proxy.stream(getter, topic)
  const { problem } = await others.until('failure')
  expect([problem.code, problem.detail]).toEqual([
    'FORBIDDEN',
    `You may not list pods.metrics.k8s.io in namespace "${home.name}".`,
  ])
  const { items } = await theirs.until('snapshot', ({ items }) => items.length > 0)
  expect(namesIn({ event: 'snapshot', data: { topic, items, resourceVersion: '' } })).toContain('host')
  const polls = proxy.requests.filter(({ url }) => /metrics\.k8s\.io.*\/pods(\?|$)/.test(url))
  expect(new Set(polls.map(({ headers }) => headers['impersonate-user']))).toEqual(new Set([undefined]))
})

describe('whoever may only "get" pods/exec', () => {
  test('runs no command and opens no shell, whatever the API server makes of a WebSocket', async () => {
    expect((await exec(getter, ['id'])).status).toBe(403)
    await expect(shell(getter)).rejects.toThrow('refused with 403')
    expect((await proxy.call(getter, pod('host', 'exec'))).body.code).toBe('FORBIDDEN')
  })
})

describe('an owner', () => {
  test('runs commands and shells, as themselves and as nobody whom their client names', async () => {
    expect((await exec(owner, ['echo', 'hello'])).body.stdout).toBe('hello\n')
    const before = proxy.requests.length
    await using opened = await shell(owner, {
      'impersonate-user': 'root',
      'impersonate-group': 'system:masters',
      'x-remote-user': 'root',
      cookie: 'a=b',
    })
    opened.type('echo sum is $((6*7))\n')
    await opened.printed('sum is 42')
    const upgrades = proxy.requests.slice(before).filter(({ url }) => url.includes('/exec?'))
    expect(upgrades.length).toBeGreaterThan(0)
    for (const { headers } of upgrades) {
      expect(headers['impersonate-user']).toBe(owner)
      expect(Object.keys(headers).filter((name) => /^(impersonate-(?!user)|x-|cookie|origin)/.test(name))).toEqual([])
      expect(JSON.stringify(headers)).not.toContain(`Bearer ${owner}`)
    }
  })
})

test('a right that is taken away ends a shell and a log within the interval, and says so', async () => {
  await using opened = await shell(leaver)
  opened.type('echo sum is $((6*7))\n')
  await opened.printed('sum is 42')
  const events = await fetch(`${proxy.url}/api/v1${pod('host', 'log')}?follow=true`, {
    headers: { authorization: `Bearer ${leaver}`, accept: 'text/event-stream' },
  })
  const told = events.text()
  await kubectl('delete', 'rolebinding', leaver)
  expect(await opened.ended).toMatchObject({ status: 'Failure', reason: 'Forbidden' })
  expect((await opened.ended).message).toContain('You may not create pods/exec "host"')
  const last = (await told).split('\n').findLast((line) => line.startsWith('data: '))
  expect(last).toContain('"ended"')
  expect(last).toContain('You may not get pods/log')
  expect((await exec(leaver, ['id'])).status).toBe(403)
})

describe('a container for debugging', () => {
  const debug = (name: string, body: object) =>
    proxy.call<Pod & { code?: string; detail?: string }>(debugged, pod(name, 'debug'), { method: 'POST', body })

  test('is added with the right of its own alone, from the image of the server, beside its target', async () => {
    const { status, body } = await debug('host', { targetContainer: 'main' })
    expect(status).toBe(201)
    const added = body.spec?.ephemeralContainers?.at(-1)
    expect(added).toMatchObject({ image, targetContainerName: 'main', stdin: true, tty: true })
    await eventually(async () => {
      const args = ['exec', 'host', `--container=${added?.name}`, '--', 'echo', 'looking']
      expect(await kubectl(...args)).toBe('looking\n')
    })
    // The right to add it is none to go in.
    const { status: inside } = await proxy.call(debugged, pod('host', 'exec'), {
      method: 'POST',
      body: { container: added?.name, command: ['id'] },
    })
    expect(inside).toBe(403)
  })

  test('can be of another image and run another command', async () => {
    const { body } = await debug('host', { image: 'registry.example.com/tools:1', command: ['strace'] })
    expect(body.spec?.ephemeralContainers?.at(-1)).toMatchObject({
      image: 'registry.example.com/tools:1',
      command: ['strace'],
    })
  })

  test.each([
    { what: 'a pod that is not there', name: 'nowhere', body: {}, answer: [404, 'NOT_FOUND'] },
    {
      what: 'a target that the pod has not',
      name: 'host',
      body: { targetContainer: 'other' },
      answer: [404, 'NOT_FOUND'],
    },
    { what: 'a pod that has ended', name: 'over', body: {}, answer: [409, 'CONFLICT'] },
    { what: 'an image that is none', name: 'host', body: { image: '' }, answer: [400, 'INVALID_INPUT'] },
  ])('is refused for $what', async ({ name, body, answer }) => {
    const { status, body: problem } = await debug(name, body)
    expect([status, problem.code]).toEqual(answer)
  })
})
