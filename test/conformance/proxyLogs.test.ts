import { describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { openLogEvents } from './support/openLogEvents.ts'
import { useProxiedPods } from './support/proxiedPods.ts'
import type { ProxyOnCluster } from './support/startProxyOn.ts'

const counting = 'i=0; while :; do i=$((i+1)); echo "line $i 🌱 grün"; sleep 0.01; done'
const there = useProxiedPods(async ({ run }) => {
  const writes = (...words: string[]) => words.map((word) => `echo ${word}; sleep 0.05`).join('; ')
  await run('over', { containers: [{ name: 'main', script: 'echo grün 🌱; printf half' }], until: 'Succeeded' })
  const containers = [
    { name: 'left', script: writes('l1', 'l2', 'l3') },
    { name: 'right', script: writes('r1', 'r2', 'r3') },
  ]
  await run('two', { containers, until: 'Succeeded' })
  await run('counter', { containers: [{ name: 'main', script: counting }] })
})
const urlOf = (pod: string, query = '', at: ProxyOnCluster = there.proxy) =>
  `${at.url}/api/v1${there.path(pod, 'log', query)}`
const open = (pod: string, query: string, options: { cursor?: string | undefined; at?: ProxyOnCluster } = {}) =>
  openLogEvents(urlOf(pod, query, options.at), { token: there.ann, cursor: options.cursor })
const numbers = (lines: readonly { text: string }[]) => lines.map(({ text }) => Number(/^line (\d+) /.exec(text)?.[1]))
const unbroken = (first = 1, count = 0) => Array.from({ length: count }, (_, index) => first + index)

describe('as text', () => {
  test('the log of one container is what the cluster gives, byte for byte', async () => {
    const { status, body } = await there.proxy.call<string>(there.ann, there.path('over', 'log'))
    expect([status, body]).toEqual([200, 'grün 🌱\nhalf'])
    expect(body).toBe(await there.cluster.kubectl(['logs', 'over', `--namespace=${there.namespace}`]))
  })

  test('the logs of several are one, in the order of time, with their names', async () => {
    const { body } = await there.proxy.call<string>(there.ann, there.path('two', 'log', 'timestamps=true'))
    const lines = body.trimEnd().split('\n')
    const times = lines.map((line) => line.split(' ')[1] ?? '')
    expect(times).toEqual([...times].sort())
    expect(lines.map((line) => line.replace(/ \S+ /, ' ')).sort()).toEqual([
      ...['l1', 'l2', 'l3'].map((word) => `[two/left] ${word}`),
      ...['r1', 'r2', 'r3'].map((word) => `[two/right] ${word}`),
    ])
  })

  test.each([
    { what: 'the last lines', pod: 'over', query: 'tailLines=1', expected: 'half' },
    { what: 'a number of bytes', pod: 'over', query: 'limitBytes=5', expected: 'grün' },
    { what: 'one container of several', pod: 'two', query: 'container=left&tailLines=1', expected: 'l3\n' },
  ])('can be cut to $what', async ({ pod, query, expected }) => {
    expect((await there.proxy.call<string>(there.ann, there.path(pod, 'log', query))).body).toBe(expected)
  })

  test('ends when the right to read it is taken away', async () => {
    const binding = ['rolebinding', there.ben, `--namespace=${there.namespace}`]
    const headers = { authorization: `Bearer ${there.ben}` }
    const answer = await fetch(urlOf('counter', 'follow=true&tailLines=1'), { headers })
    expect(answer.status).toBe(200)
    const reading = answer.text()
    await there.cluster.kubectl(['delete', ...binding])
    expect(await reading).toMatch(/^line \d+ /)
    await there.cluster.kubectl(['create', ...binding, '--clusterrole=catalyst-owner', `--user=${there.ben}`])
  })

  test.each([
    { what: 'a pod that is not there', pod: 'nowhere', query: '', expected: 404 },
    { what: 'a container that is not there', pod: 'over', query: 'container=none', expected: 404 },
    { what: 'a number of lines that is none', pod: 'over', query: 'tailLines=few', expected: 400 },
  ])('is refused for $what', async ({ pod, query, expected }) => {
    expect((await there.proxy.call(there.ann, there.path(pod, 'log', query))).status).toBe(expected)
  })
})

describe('as events', () => {
  test('lines carry their time, pod and container, and the end is told', async () => {
    await using log = await open('over', '')
    await log.ended
    expect(log.lines).toEqual([
      { time: expect.stringMatching(/^\d{4}-.*\.\d{9}Z$/), pod: 'over', container: 'main', text: 'grün 🌱' },
      { time: expect.any(String), pod: 'over', container: 'main', text: 'half' },
    ])
    expect(log.states.at(-1)).toMatchObject({ state: 'ended' })
  })

  test('a client that comes back gets what followed, from another replica too: nothing twice, nothing lost', async () => {
    await using replica = await there.startProxy()
    const first = await open('counter', 'follow=true&tailLines=5')
    await first.has(50)
    await first[Symbol.asyncDispose]()
    const second = await open('counter', 'follow=true&tailLines=5', { cursor: first.cursor, at: replica })
    await second.has(100)
    await second[Symbol.asyncDispose]()
    await using third = await open('counter', 'follow=true', { cursor: second.cursor })
    await third.has(100)
    const seen = numbers([...first.lines, ...second.lines, ...third.lines])
    expect(seen).toEqual(unbroken(seen[0], seen.length))
  })

  test('a server that shuts down ends the stream, and another one goes on after it', async () => {
    const proxy = await there.startProxy()
    const first = await open('counter', 'follow=true&tailLines=5', { at: proxy })
    await first.has(20)
    await proxy[Symbol.asyncDispose]()
    await first.ended
    await using second = await open('counter', 'follow=true', { cursor: first.cursor })
    await second.has(50)
    const seen = numbers([...first.lines, ...second.lines])
    expect(seen).toEqual(unbroken(seen[0], seen.length))
  })

  test('a reader that goes leaves no request to the cluster', async () => {
    const log = await open('counter', 'follow=true&tailLines=1')
    await log.has(10)
    const metric = async () => (await fetch(`${there.proxy.url}/metrics`)).text()
    const openLogs = async () => Number(/_streams\{kind="log"\} (\d+)/.exec(await metric())?.[1])
    await eventually(async () => expect(await openLogs()).toBeGreaterThan(0))
    await log[Symbol.asyncDispose]()
    await eventually(async () => expect(await openLogs()).toBe(0))
  })

  test('a cursor that is none is begun without', async () => {
    await using log = await open('over', '', { cursor: 'nonsense' })
    await log.ended
    expect(log.lines.map(({ text }) => text)).toEqual(['grün 🌱', 'half'])
  })
})
