import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { shop, startAttacked } from '../../test/startAttacked.ts'
import type { Soaked } from '../../test/soakedProxy.ts'

const rounds = 5
const atOnce = 6
/** Nothing here takes longer than moments; what does is named. */
const longestMs = 30_000
/** What is left over for compiled code and full buffers: a few KiB for each of some thousand things that were opened. */
const toleratedBytes = 4 * 1024 * 1024

/** A proxy in a process of its own, in front of a cluster. */
async function startSoaked(kubeconfig: string) {
  const encoded = Buffer.from(kubeconfig).toString('base64')
  const child = fork(join(import.meta.dirname, '../../test/soakedProxy.ts'), {
    execArgv: ['--expose-gc', '--conditions=@catalyst/source'],
    env: { PATH: process.env['PATH'], KUBECONFIG_TEST: encoded },
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    port,
    async measure(): Promise<Soaked> {
      const answered = once(child, 'message') as Promise<[Soaked]>
      child.send('measure')
      const [soaked] = await answered
      return soaked
    },
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit')
      child.send('stop')
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await exited
      clearTimeout(late)
    },
  }
}

/** Everything that one can open, each once: left in the middle, read to its end, or refused. */
function openers(port: number): Record<string, () => Promise<void>> {
  const base = `http://localhost:${port}`
  const authorization = 'Bearer ann'

  async function leave(path: string, accept = 'text/event-stream'): Promise<void> {
    const gone = new AbortController()
    const answer = await fetch(base + path, { headers: { authorization, accept }, signal: gone.signal })
    expect(answer.status).toBe(200)
    // A log that says nothing sends nothing; a stream of events says that it is there.
    if (accept === 'text/event-stream') await answer.body?.getReader().read()
    gone.abort()
  }
  async function ask(path: string, status: number, init: RequestInit = {}): Promise<void> {
    const answer = await fetch(base + path, { ...init, headers: { authorization, ...init.headers } })
    expect(answer.status, path).toBe(status)
    await answer.arrayBuffer()
  }
  async function shell(query: string, end: (socket: WebSocket) => void): Promise<void> {
    const headers = { authorization, origin: base }
    const url = `${base.replace('http', 'ws')}${shop}/pods/web/exec?${query}`
    const socket = new WebSocket(url, 'v5.channel.k8s.io', { headers })
    socket.on('error', () => undefined)
    socket.once('open', () => end(socket))
    await new Promise((resolve) => socket.once('close', resolve))
  }
  const topics = ['pods', 'events', 'environments'].map((kind) => `topic=${encodeURIComponent(`${kind}:-/acme-shop`)}`)
  const json = { 'content-type': 'application/json' }
  return {
    stream: () => leave(`/api/v1/stream?${topics.join('&')}`),
    'log as events': () => leave(`${shop}/pods/web/log?follow=true&container=app`),
    'log as text': () => leave(`${shop}/pods/web/log?follow=true&container=app`, 'text/plain'),
    'log to its end': () => ask(`${shop}/pods/web/log?container=app`, 200),
    'shell that is cut': () => shell('command=sh&stdin=true&stdout=true', (socket) => socket.terminate()),
    'shell that is closed': () => shell('command=sh&stdin=true&stdout=true', (socket) => socket.close(1000)),
    'command that ends': () => shell('command=true&stdout=true', () => undefined),
    'one-shot': () =>
      ask(`${shop}/pods/web/exec`, 200, { method: 'POST', headers: json, body: '{"command":["true"]}' }),
    list: () => ask('/api/v1/clusters/-/environments', 200),
    'no such pod': () => ask(`${shop}/pods/none`, 404),
    'no such path': () => ask('/api/v1/nothing', 404),
    'no topic': () => ask('/api/v1/stream?topic=none', 400),
    nobody: () => ask('/api/v1/session', 401, { headers: { authorization: 'Bearer none' } }),
    'foreign page': () => ask('/api/v1/session', 403, { headers: { origin: 'http://evil.example' } }),
    'refused shell': () => shell('command=sh&container=none', () => undefined),
  }
}

test(
  'after much was opened, dropped and refused, memory and handles are back where they began',
  { timeout: 120_000 },
  async () => {
    await using attacked = await startAttacked({ pods: true })
    await using proxy = await startSoaked(attacked.cluster.kubeconfig())
    const all = Object.entries(openers(proxy.port))
    const round = () =>
      Promise.all(Array.from({ length: atOnce }, () => all.map(([name, open]) => inTime(name, open()))).flat())
    const isQuiet = ({ open }: Soaked) => Object.values(open).every((count) => count === 0)
    const settle = () =>
      expect.poll(async () => isQuiet(await proxy.measure()), { timeout: 20_000, interval: 250 }).toBe(true)
    // The first rounds fill what is kept on purpose: connections, caches, compiled code.
    for (let count = 0; count < 3; count++) await round()
    await settle()
    const before = await proxy.measure()
    expect(Object.keys(before.open)).not.toEqual([])
    for (let count = 0; count < rounds; count++) await round()
    await settle()
    await expect
      .poll(async () => grown(before.resources, (await proxy.measure()).resources), { timeout: 20_000, interval: 250 })
      .toEqual({})
    const after = await proxy.measure()
    expect(after.heapUsed - before.heapUsed).toBeLessThan(toleratedBytes)
  },
)

async function inTime(what: string, done: Promise<void>): Promise<void> {
  const late = new AbortController()
  const timeout = sleep(longestMs, undefined, late).then(() => Promise.reject(new Error(`${what} does not end.`)))
  try {
    await Promise.race([done, timeout])
  } finally {
    late.abort()
    timeout.catch(() => undefined)
  }
}

/** Of what there is more now. */
function grown(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  const more = Object.entries(after).map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const)
  return Object.fromEntries(more.filter(([, count]) => count > 0))
}
