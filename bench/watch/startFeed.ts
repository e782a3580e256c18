import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { makeEnvironment } from './makeEnvironment.ts'

/** An API server's answers for a great many Environments, and a way to change them as fast as one likes. */
export interface Feed extends AsyncDisposable {
  url: string
  /** Sends changes at an even pace to whoever watches. Resolves to how many. */
  change(options: { perSecond: number; seconds: number }): Promise<number>
  /** Of names and revisions, as the contenders give it. */
  digest(): string
}

/**
 * Serves lists and watches of Environments as kube-apiserver does, with bodies of the same shape and size. A real one on a
 * machine of this size takes far fewer writes a second than a cluster with its own can send.
 */
export async function startFeed(count: number): Promise<Feed> {
  let revision = 1_000_000
  const versions = Array.from({ length: count }, (_, index) => revision + index)
  revision += count
  const history: { index: number; revision: number }[] = []
  const text = (index: number, version = versions[index] ?? 0) => JSON.stringify(makeEnvironment(index, version))
  const line = (index: number, version: number) => `{"type":"MODIFIED","object":${text(index, version)}}\n`
  const watchers = new Set<ServerResponse>()

  const server = createServer((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? '/', 'http://feed')
    response.writeHead(200, { 'content-type': 'application/json' })
    if (pathname.startsWith('/version')) {
      response.end('{"gitVersion":"v1.34.0"}')
      return
    }
    if (searchParams.get('watch') === 'true') {
      const from = Number(searchParams.get('resourceVersion'))
      for (const past of history) if (past.revision > from) response.write(line(past.index, past.revision))
      watchers.add(response)
      response.once('close', () => watchers.delete(response)).flushHeaders()
      return
    }
    const start = Number(searchParams.get('continue') ?? 0)
    const end = Math.min(start + Number(searchParams.get('limit') ?? count), count)
    const items = Array.from({ length: end - start }, (_, index) => text(start + index)).join(',')
    const metadata = { resourceVersion: String(revision), ...(end < count && { continue: String(end) }) }
    response.end(
      `{"apiVersion":"catalyst.catalyst.dev/v1alpha1","items":[${items}],"kind":"EnvironmentList","metadata":${JSON.stringify(metadata)}}\n`,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async change({ perSecond, seconds }) {
      const total = perSecond * seconds
      const began = performance.now()
      for (let sent = 0; sent < total;) {
        const due = Math.min(Math.floor(((performance.now() - began) / 1000) * perSecond) + 1, total)
        for (; sent < due; sent++) {
          const index = (sent * 7919) % count
          versions[index] = ++revision
          history.push({ index, revision })
          const change = line(index, revision)
          for (const watcher of watchers) watcher.write(change)
        }
        await delay(5)
      }
      return total
    },
    digest() {
      const held = versions.map((version, index) => {
        const { namespace, name } = makeEnvironment(index, version).metadata
        return `${namespace}/${name} ${version}`
      })
      return createHash('sha256').update(held.sort().join('\n')).digest('hex')
    },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
