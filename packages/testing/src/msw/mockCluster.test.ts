import {
  encodeExecFrame,
  encodeResize,
  execChannel,
  execSubprotocol,
  parseExecStatus,
  type Environment,
  type ResourceList,
} from '@catalyst/api'
import { expect, test } from 'vitest'
import { environment, environmentMetrics, logLines, pod, problem, storyNow } from '../index.ts'
import { base, home, useMockProxy } from './testing/mockProxy.ts'

const start = useMockProxy()

interface Received {
  id: string
  event: string
  data: Record<string, unknown>
}

/** Reads so many events of a stream, then leaves it. */
async function readEvents(url: string, count: number, headers: Record<string, string> = {}): Promise<Received[]> {
  const leave = new AbortController()
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: leave.signal })
  const events: Received[] = []
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      ) as Record<string, string>
      text = text.slice(end + 2)
      events.push({ id: fields['id'] ?? '', event: fields['event'] ?? '', data: JSON.parse(fields['data'] ?? '{}') })
      if (events.length === count) {
        leave.abort()
        return events
      }
    }
  }
  return events
}

test('a list is filtered by phase, team and label selector', async () => {
  start({ environments: [environment({ name: 'a' }), environment({ name: 'b', phase: 'Failed' })] })
  const names = async (query: string) => {
    const response = await fetch(`${base}/clusters/-/environments?${query}`)
    const { items } = (await response.json()) as ResourceList<Environment>
    return items.map(({ metadata }) => metadata.name)
  }
  expect(await names('phase=failed')).toEqual(['b'])
  expect(await names('team=payments')).toEqual(['a', 'b'])
  expect(await names('team=search')).toEqual([])
  expect(await names('labelSelector=catalyst.dev/environment%3Da')).toEqual(['a'])
})

test('an object that is replaced with an old resourceVersion is a conflict', async () => {
  const { world } = start({ environments: [environment()] })
  const read = await (await fetch(`${home}/pr-42`)).json()
  world.environments.put({ ...read, spec: { ...read.spec, devCommand: 'make dev' } })
  const response = await fetch(`${home}/pr-42`, { method: 'PUT', body: JSON.stringify(read) })
  expect(response.status).toBe(409)
  expect(await response.json()).toMatchObject({ code: 'CONFLICT', reason: 'Conflict' })
})

test('what was deleted behind the page is not found, with how it was seen last', async () => {
  const { world } = start({ environments: [environment()] })
  world.environments.remove({ namespace: 'payments-checkout', name: 'pr-42' })
  const response = await fetch(`${home}/pr-42`)
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.json()).toMatchObject({
    missing: 'resource',
    lastSeen: { object: { metadata: { name: 'pr-42' } } },
  })
})

test('only a failed or degraded environment can be retried', async () => {
  start({ environments: [environment(), environment({ name: 'pr-43', phase: 'Failed' })] })
  expect((await fetch(`${home}/pr-42/retry`, { method: 'POST' })).status).toBe(409)
  expect((await fetch(`${home}/pr-43/retry`, { method: 'POST' })).status).toBe(202)
})

test('a stream begins with a snapshot, tells changes, and resumes at its cursor', async () => {
  const { world } = start({ environments: [environment()] })
  const url = `${base}/stream?topic=${encodeURIComponent('environments:-/*')}`
  const [snapshot] = await readEvents(url, 1)
  expect(snapshot).toMatchObject({ event: 'snapshot', data: { topic: 'environments:-/*' } })
  world.environments.put(environment({ name: 'pr-43' }))
  const [change] = await readEvents(url, 1, { 'last-event-id': snapshot!.id })
  expect(change).toMatchObject({ event: 'change', data: { type: 'ADDED', object: { metadata: { name: 'pr-43' } } } })
})

test('an object that leaves the selector of a topic is deleted for it', async () => {
  const { world } = start({ environments: [environment()] })
  const topic = 'environments:-/*?labelSelector=catalyst.dev/team=payments'
  const events = readEvents(`${base}/stream?topic=${encodeURIComponent(topic)}`, 2)
  await expect.poll(() => world.requests.length).toBe(1)
  const moved = environment()
  world.environments.put({ ...moved, metadata: { ...moved.metadata, labels: {} } })
  expect((await events)[1]).toMatchObject({ event: 'change', data: { type: 'DELETED', topic } })
})

test('a refused topic fails alone, and is served again with a snapshot', async () => {
  const { world } = start({ pods: [pod()], environments: [environment()] })
  world.refuse('pods', problem('FORBIDDEN'))
  const names = ['environments:-/*', 'pods:-/payments-checkout-pr-42']
  const url = `${base}/stream?${names.map((name) => `topic=${encodeURIComponent(name)}`).join('&')}`
  const events = readEvents(url, 3)
  await expect.poll(() => world.requests.length).toBe(1)
  world.refuse('pods', undefined)
  expect((await events).map(({ event, data }) => [event, data['topic']])).toEqual([
    ['snapshot', names[0]],
    ['failure', names[1]],
    ['snapshot', names[1]],
  ])
})

test('a log is text by default, and events with a cursor where they are asked for', async () => {
  const { world } = start({ pods: [pod()] })
  world.log.append(...logLines(3), ...logLines(1, { container: 'sidecar' }))
  const url = `${base}/clusters/-/namespaces/payments-checkout-pr-42/pods/web-5d9c7b6f4-x2x7k/log`
  expect(await (await fetch(`${url}?container=app&tailLines=2`)).text()).toBe('line 2\nline 3\n')
  expect(await (await fetch(url)).text()).toContain('[web-5d9c7b6f4-x2x7k/sidecar] line 1\n')
  const [first] = await readEvents(`${url}?container=app`, 1)
  expect(first!.data['lines']).toHaveLength(3)
  world.log.append(...logLines(1, { text: () => 'later' }))
  const [resumed] = await readEvents(`${url}?follow=true`, 1, { 'last-event-id': first!.id })
  expect(resumed!.data['lines']).toMatchObject([{ text: 'later' }])
})

test('usage that nobody measured is not yet known, never an error', async () => {
  start({
    environments: [environment(), environment({ name: 'pr-43' })],
    metrics: { 'payments-checkout-pr-42': environmentMetrics() },
  })
  expect(await (await fetch(`${home}/pr-42/metrics`)).json()).toMatchObject({ available: true })
  expect(await (await fetch(`${home}/pr-43/metrics`)).json()).toMatchObject({ available: false, reason: 'NotYetKnown' })
})

test('a shell answers in v5 frames, knows its size, and ends with an exit code', async () => {
  start({ pods: [pod()] })
  const path = '/api/v1/clusters/-/namespaces/payments-checkout-pr-42/pods/web-5d9c7b6f4-x2x7k/exec'
  const socket = new WebSocket(`ws://mock.test${path}?tty=true`, [execSubprotocol])
  socket.binaryType = 'arraybuffer'
  let output = ''
  let status: unknown
  socket.addEventListener('message', ({ data }) => {
    const bytes = new Uint8Array(data as ArrayBuffer)
    if (bytes[0] === execChannel.stdout) output += new TextDecoder().decode(bytes.subarray(1))
    if (bytes[0] === execChannel.error) status = parseExecStatus(bytes.subarray(1))
  })
  await expect.poll(() => output).toContain('$ ')
  socket.send(encodeResize({ columns: 101, rows: 33 }))
  socket.send(encodeExecFrame(execChannel.stdin, 'stty size\recho $((6*7))\r'))
  await expect.poll(() => output).toContain('\r\n42\r\n')
  expect(output).toContain('\r\n33 101\r\n')
  socket.send(encodeExecFrame(execChannel.stdin, 'exit 3\r'))
  await expect.poll(() => status).toMatchObject({ status: 'Failure', reason: 'NonZeroExitCode' })
  await expect.poll(() => socket.readyState).toBe(WebSocket.CLOSED)
})

test('a stream whose changes were compacted away begins with a snapshot again', async () => {
  const { world } = start({ environments: [environment()] })
  const url = `${base}/stream?topic=${encodeURIComponent('environments:-/*')}`
  const [snapshot] = await readEvents(url, 1)
  world.environments.put(environment({ name: 'pr-43' }))
  world.compact()
  const [resumed] = await readEvents(url, 1, { 'last-event-id': snapshot!.id })
  expect(resumed).toMatchObject({ event: 'snapshot' })
  expect(resumed!.data['items']).toHaveLength(2)
})

test('topics of several clusters share a stream, and one that is not registered fails alone', async () => {
  start({ environments: [environment()], clusters: { staging: { environments: [environment({ name: 'release' })] } } })
  const names = ['environments:-/*', 'environments:staging/*', 'environments:unknown/*']
  const events = await readEvents(
    `${base}/stream?${names.map((name) => `topic=${encodeURIComponent(name)}`).join('&')}`,
    3,
  )
  expect(events.map(({ event, data }) => [event, data['topic']])).toEqual([
    ['snapshot', names[0]],
    ['snapshot', names[1]],
    ['failure', names[2]],
  ])
})

test('a log begins with the newest lines of each container, and with none that is too old', async () => {
  const { world } = start({ pods: [pod()] })
  const day = 86_400_000
  world.log.append(...logLines(3, { from: new Date(storyNow.getTime() - day) }))
  world.log.append(...logLines(3, { container: 'sidecar', from: storyNow }))
  world.previousLog.append(...logLines(1, { text: () => 'the run before' }))
  const url = `${base}/clusters/-/namespaces/payments-checkout-pr-42/pods/web-5d9c7b6f4-x2x7k/log`
  const [tail] = await readEvents(`${url}?tailLines=1`, 1)
  expect(tail!.data['lines']).toMatchObject([
    { container: 'app', text: 'line 3' },
    { container: 'sidecar', text: 'line 3' },
  ])
  expect(await (await fetch(`${url}?sinceSeconds=3600`)).text()).toBe('line 1\nline 2\nline 3\n')
  expect(await (await fetch(`${url}?previous=true`)).text()).toBe('the run before\n')
})

/** Opens a shell and collects what it shows and how it ends. */
function openShell(query: string) {
  const path = '/api/v1/clusters/-/namespaces/payments-checkout-pr-42/pods/web-5d9c7b6f4-x2x7k/exec'
  const socket = new WebSocket(`ws://mock.test${path}?tty=true&${query}`, [execSubprotocol])
  socket.binaryType = 'arraybuffer'
  const seen = { socket, output: '', reason: '', code: 0 }
  socket.addEventListener('message', ({ data }) => {
    const bytes = new Uint8Array(data as ArrayBuffer)
    if (bytes[0] === execChannel.stdout) seen.output += new TextDecoder().decode(bytes.subarray(1))
    if (bytes[0] === execChannel.error) seen.reason = parseExecStatus(bytes.subarray(1)).reason ?? ''
  })
  socket.addEventListener('close', ({ code }) => (seen.code = code))
  return seen
}

test('a shell whose socket dropped goes on where it was, until the session has expired', async () => {
  const { shells } = start({ pods: [pod()] })
  const first = openShell('session=11111111-1111-4111-8111-111111111111')
  await expect.poll(() => first.output).toContain('$ ')
  const received = new TextEncoder().encode(first.output).length
  shells.drop()
  await expect.poll(() => first.code).toBe(4000)
  shells.write(new TextEncoder().encode('meanwhile'))
  const second = openShell(`session=11111111-1111-4111-8111-111111111111&received=${received}`)
  await expect.poll(() => second.output).toBe('meanwhile')
  const third = openShell(`session=11111111-1111-4111-8111-111111111111&received=${received}`)
  await expect.poll(() => second.reason).toBe('Replaced')
  await expect.poll(() => third.output).toBe('meanwhile')
  shells.expire()
  const late = openShell('session=11111111-1111-4111-8111-111111111111&received=9')
  await expect.poll(() => late.reason).toBe('Expired')
  third.socket.close()
})

test('where WebSockets are blocked, the gate says that nothing is wrong', async () => {
  const { world } = start({ pods: [pod()] })
  world.blockWebSockets()
  const shell = openShell('')
  await expect.poll(() => shell.code).toBe(1011)
  const path = `${base}/clusters/-/namespaces/payments-checkout-pr-42/pods/web-5d9c7b6f4-x2x7k/exec`
  expect((await fetch(path)).status).toBe(426)
})
