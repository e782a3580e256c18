import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { parseTopic } from '@catalyst/api'
import { serveFiles } from '../browser/serveFiles.ts'
import type { ListWorld } from './ListWorld.ts'

export interface ListServer extends AsyncDisposable {
  url: string
  /** Sends changes at an even pace to every open stream. Resolves to how many. */
  change(options: { perSecond: number; seconds: number }): Promise<number>
}

interface Watcher {
  response: ServerResponse
  topics: readonly { name: string; kind: string }[]
}

/** How often usage is measured, as the proxy does while somebody looks. */
const measureEveryMs = 15_000

/** A built page beside what the proxy would answer it, out of memory: the page is measured, not what stands behind it. */
export async function startListServer(world: ListWorld, files: string): Promise<ListServer> {
  const watchers = new Set<Watcher>()
  let cursor = 0
  const send = ({ response }: Watcher, event: string, data: object) =>
    response.write(`event: ${event}\nid: ${++cursor}\ndata: ${JSON.stringify(data)}\n\n`)
  const itemsOf = (kind: string | undefined): readonly object[] => {
    if (kind === 'environments') return world.environments
    if (kind === 'metrics') return world.measure()
    return kind === 'projects' ? world.projects : []
  }
  const snapshot = (watcher: Watcher, kinds: readonly string[]) => {
    for (const { name, kind } of watcher.topics) {
      if (kinds.includes(kind)) {
        send(watcher, 'snapshot', { topic: name, items: itemsOf(kind), resourceVersion: world.revision })
      }
    }
  }

  const watch = async (request: IncomingMessage, response: ServerResponse) => {
    const names = await topicsOf(request)
    const watcher = { response, topics: names.map((name) => ({ name, kind: parseTopic(name)?.kind ?? '' })) }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    snapshot(watcher, ['environments', 'projects', 'metrics'])
    watchers.add(watcher)
    response.once('close', () => watchers.delete(watcher))
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench')
    if (pathname === '/api/v1/stream') void watch(request, response)
    else if (pathname.startsWith('/api/v1/clusters/-/')) {
      const items = itemsOf(pathname.split('/').at(-1))
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ items, metadata: { resourceVersion: world.revision } }))
    } else serveFiles(files, request, response)
  })
  const measuring = setInterval(() => watchers.forEach((watcher) => snapshot(watcher, ['metrics'])), measureEveryMs)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async change({ perSecond, seconds }) {
      const total = perSecond * seconds
      const began = performance.now()
      for (let sent = 0; sent < total;) {
        const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * perSecond))
        for (; sent < due; sent++) {
          const change = world.change()
          for (const watcher of watchers) {
            const topic = watcher.topics.find(({ kind }) => kind === 'environments')
            if (topic !== undefined) send(watcher, 'change', { topic: topic.name, ...change })
          }
        }
        await delay(4)
      }
      return total
    },
    async [Symbol.asyncDispose]() {
      clearInterval(measuring)
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function topicsOf(request: IncomingMessage): Promise<string[]> {
  if (request.method !== 'POST') return new URL(request.url ?? '/', 'http://bench').searchParams.getAll('topic')
  const { topics } = (await json(request)) as { topics: string[] }
  return topics
}
