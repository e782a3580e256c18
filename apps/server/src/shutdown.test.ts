import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startServer, type StartedServer } from '../test/startServer.ts'

/** Other tests run beside these. */
const patient = { timeout: 10_000 }

const pod = '/clusters/-/namespaces/default/pods/web'

/** A cluster with a pod that writes a line every so often, and a server in a process of its own in front of it. */
async function startWorld(env: Record<string, string> = {}) {
  await using parts = new AsyncDisposableStack()
  const cluster = parts.use(await startCluster())
  await runPod(cluster)
  const kubeconfig = Buffer.from(cluster.kubeconfig()).toString('base64')
  const server = parts.use(startServer({ args: ['--port', '0'], env: { KUBECONFIG_TEST: kubeconfig, ...env } }))
  const [, url = ''] = await server.line(/Catalyst is at (http:\S+)/)
  const owned = parts.move()
  return { cluster, server, url: new URL(url), [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function runPod({ api }: Cluster): Promise<void> {
  await vi.waitFor(
    () => expect(api.get('serviceaccounts', { namespace: 'default', name: 'default' })).toBeDefined(),
    patient,
  )
  const command = ['sh', '-c', 'while true; do echo tick; sleep 1; done']
  await api.create('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default' },
    spec: { containers: [{ name: 'app', image: 'busybox:stable', command }] },
  })
  const phase = () => (api.get('pods', { namespace: 'default', name: 'web' })?.['status'] as { phase?: string }).phase
  await vi.waitFor(() => expect(phase()).toBe('Running'), patient)
}

/** Opens something that goes on, and waits until the first of it is there. */
async function follow(url: URL, path: string, accept: string): Promise<IncomingMessage> {
  const asked = request(new URL(`/api/v1${path}`, url), { headers: { accept }, agent: false }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(200)
  await once(response, 'readable')
  return response
}

interface Shell {
  socket: WebSocket
  frames: Buffer[]
}

async function openShell(url: URL): Promise<Shell> {
  const address = `ws://${url.host}/api/v1${pod}/exec?stdin=true&stdout=true&tty=true`
  const socket = new WebSocket(address, 'v5.channel.k8s.io', { origin: url.origin })
  const frames: Buffer[] = []
  socket.on('message', (data: Buffer) => frames.push(data))
  await once(socket, 'open')
  await vi.waitFor(() => expect(frames.some(([channel]) => channel === 1)).toBe(true), patient)
  return { socket, frames }
}

function endOf({ process, ended }: StartedServer): () => Promise<{ code: number | null; seconds: number }> {
  const start = performance.now()
  process.kill('SIGTERM')
  return async () => ({ code: await ended, seconds: (performance.now() - start) / 1000 })
}

test('SIGTERM: stream, log and shell are told, and the process is gone in time', async () => {
  await using world = await startWorld()
  const { server, url } = world
  const topic = encodeURIComponent('pods:-/default')
  const stream = await follow(url, `/stream?topic=${topic}`, 'text/event-stream')
  const log = await follow(url, `${pod}/log?follow=true`, 'text/event-stream')
  const plain = await follow(url, `${pod}/log?follow=true`, 'text/plain')
  const shell = await openShell(url)
  const closed = once(shell.socket, 'close')
  const bodies = Promise.all([text(stream), text(log), text(plain)])
  const idle = connect(Number(url.port), '127.0.0.1')
  await once(idle, 'connect')

  const ending = endOf(server)
  const [streamText, logText] = await bodies
  for (const body of [streamText, logText]) expect(body).toMatch(/\nretry: 1000\n: [^\n]+\n\n$/)
  const [code] = (await closed) as [number]
  expect(code).toBe(1001)
  const last = shell.frames.find(([channel]) => channel === 3)
  expect(JSON.parse(last?.subarray(1).toString() ?? '{}')).toMatchObject({ status: 'Failure', reason: 'ShuttingDown' })
  const { code: exitCode, seconds } = await ending()
  expect(exitCode).toBe(0)
  expect(seconds).toBeLessThan(10)
  await expect(fetch(new URL('/healthz', url))).rejects.toThrow()
  idle.destroy()
  const operations = server
    .printed()
    .split('\n')
    .filter((line) => line.includes('"audit":true'))
    .map((line) => (JSON.parse(line) as { operation: string }).operation)
  expect(operations).toEqual(expect.arrayContaining(['openStream.end', 'getPodLog.end', 'openExec.end']))
}, 60_000)

test('while it waits for load balancers, readyz says 503 and everything else goes on', async () => {
  await using world = await startWorld({ CATALYST_SHUTDOWN_DELAY_SECONDS: '5' })
  const { server, url } = world
  const ready = async () => (await fetch(new URL('/readyz', url))).status
  await vi.waitFor(async () => expect(await ready()).toBe(200), patient)
  const stream = await follow(url, `/stream?topic=${encodeURIComponent('pods:-/default')}`, 'text/event-stream')
  const ending = endOf(server)
  await vi.waitFor(async () => expect(await ready()).toBe(503), patient)
  expect((await fetch(new URL('/api/v1/clusters', url))).status).toBe(200)
  expect(stream.complete).toBe(false)
  await text(stream)
  expect((await ending()).code).toBe(0)
}, 60_000)

test('a second signal ends it at once', async () => {
  await using world = await startWorld({ CATALYST_SHUTDOWN_DELAY_SECONDS: '60' })
  const { server, url } = world
  server.process.kill('SIGTERM')
  await server.line(/stopping/)
  expect((await fetch(new URL('/healthz', url))).status).toBe(200)
  server.process.kill('SIGTERM')
  await server.ended
  expect(server.process.signalCode).toBe('SIGTERM')
}, 60_000)
